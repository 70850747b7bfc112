package io.jenkins.plugins.storefront.runner.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * An everyday step of the runner: a name, its parameters with their types, and what it does. Jenkins has a class, forms and help
 * for each; here they only have to behave the same.
 */
public final class BuiltIn extends StepDescriptor {
    /** What a step does; it must complete the call, now or later. */
    @FunctionalInterface
    public interface Work {
        void run(Call call) throws Exception;
    }

    /** What a step returns at once. */
    @FunctionalInterface
    public interface Value {
        Object of(Call call) throws Exception;
    }

    private final String name;
    private final Map<String, Class<?>> parameters = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private boolean block;
    private boolean blockOptional;
    private boolean open;
    private Work work = call -> {
        throw new IllegalStateException("no work");
    };

    private BuiltIn(String name) {
        this.name = name;
    }

    static BuiltIn step(String name) {
        return new BuiltIn(name);
    }

    /** A parameter that must be given; the first may be given without its name. */
    BuiltIn needs(String parameter, Class<?> type) {
        parameters.put(parameter, type);
        required.add(parameter);
        return this;
    }

    BuiltIn takes(String parameter, Class<?> type) {
        parameters.put(parameter, type);
        return this;
    }

    BuiltIn block() {
        block = true;
        return this;
    }

    /** A block that may be left out. */
    BuiltIn optionalBlock() {
        block = true;
        blockOptional = true;
        return this;
    }

    /** Its arguments' names are the user's own and are not checked. */
    BuiltIn anything() {
        open = true;
        return this;
    }

    public boolean open() {
        return open;
    }

    public boolean blockOptional() {
        return blockOptional;
    }

    BuiltIn returns(Value value) {
        work = call -> call.context().onSuccess(value.of(call));
        return this;
    }

    BuiltIn does(Work later) {
        work = later;
        return this;
    }

    /** A step that has no meaning on one machine without a controller. */
    static BuiltIn refused(String name, String why) {
        return step(name).anything().optionalBlock().does(call -> {
            throw new DeliveryException(name + " is not for the local runner: " + why);
        });
    }

    public Map<String, Class<?>> parameters() {
        return parameters;
    }

    public List<String> required() {
        return required;
    }

    /** Makes the step of checked arguments. */
    public Step step(Map<String, Object> arguments) {
        return new Step() {
            @Override
            public StepExecution start(StepContext context) {
                return new Call(context, arguments, work);
            }
        };
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of();
    }

    @Override
    public String getFunctionName() {
        return name;
    }

    @Override
    public boolean takesImplicitBlockArgument() {
        return block;
    }
}
