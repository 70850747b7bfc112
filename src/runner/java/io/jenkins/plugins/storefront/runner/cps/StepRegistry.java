package io.jenkins.plugins.storefront.runner.cps;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import io.jenkins.plugins.storefront.runner.steps.BuiltIn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * The steps that a Jenkinsfile can call: the runner's own, and the suite's, which are found as Jenkins finds them, by the index of
 * {@code @Extension} classes, and loaded when one is first asked for that is not the runner's own.
 */
public final class StepRegistry {
    private final Map<String, StepDescriptor> byName = new TreeMap<>();
    private final Map<String, Class<?>> symbols = new TreeMap<>();
    private boolean indexed;

    public StepRegistry(Collection<? extends StepDescriptor> own) {
        own.forEach(this::add);
    }

    private void add(StepDescriptor descriptor) {
        byName.put(descriptor.getFunctionName(), descriptor);
    }

    boolean known(String name) {
        return find(name) != null;
    }

    /** The descriptor of that function name. */
    StepDescriptor descriptor(String name, Collection<String> otherNames) throws DeliveryException {
        StepDescriptor found = find(name);
        if (found == null) {
            List<String> names = new ArrayList<>(byName.keySet());
            names.addAll(otherNames);
            throw new DeliveryException(
                    "there is no step '" + name + "' in the local runner" + Nearest.hint(name, names));
        }
        return found;
    }

    /** Whether it names a value of a step's parameter, such as {@code canary(…)}, and no step. */
    boolean isSymbol(String name) {
        return find(name) == null && symbols.containsKey(name);
    }

    /** The value that a symbol names. */
    Object value(String symbol, Object[] arguments) throws DeliveryException {
        return new StepBinder(symbol, symbols.get(symbol)).bind(arguments, false);
    }

    private StepDescriptor find(String name) {
        StepDescriptor found = byName.get(name);
        if (found == null && !indexed) {
            indexed = true;
            for (IndexItem<Extension, Object> item :
                    Index.load(Extension.class, Object.class, StepRegistry.class.getClassLoader())) {
                if (item.className().startsWith("io.jenkins.plugins.storefront.steps.")) {
                    add((StepDescriptor) instance(item));
                } else if (item.className().startsWith("io.jenkins.plugins.storefront.strategy.")) {
                    addSymbols((Descriptor<?>) instance(item));
                }
            }
            found = byName.get(name);
        }
        return found;
    }

    private void addSymbols(Descriptor<?> descriptor) {
        Symbol symbol = descriptor.getClass().getAnnotation(Symbol.class);
        for (String name : symbol == null ? new String[0] : symbol.value()) {
            symbols.put(name, descriptor.clazz);
        }
    }

    private static Object instance(IndexItem<Extension, Object> item) {
        try {
            return item.instance();
        } catch (InstantiationException e) {
            throw new IllegalStateException("the step of " + item.className() + " cannot be made", e);
        }
    }

    Step bind(StepDescriptor descriptor, Object[] arguments, boolean withBody) throws DeliveryException {
        return descriptor instanceof BuiltIn builtIn
                ? BuiltInBinder.bind(builtIn, arguments, withBody)
                : (Step) new StepBinder(descriptor).bind(arguments, withBody);
    }
}
