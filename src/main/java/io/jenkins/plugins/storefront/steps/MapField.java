package io.jenkins.plugins.storefront.steps;

import hudson.model.Descriptor.FormException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A parameter that is a map and has a text area in the step's form.
 *
 * @param <S> the step
 * @param <V> the parameter's type
 */
record MapField<S, V>(String name, MapLines<V> lines, Function<S, V> getter, BiConsumer<S, V> setter) {
    /** Empty also for a step that was stored before it had the parameter. */
    String shown(S step) {
        V value = getter.apply(step);
        return value == null ? "" : lines.write(value);
    }

    /** What is to be done to a step for this text; nothing written leaves the default. */
    Consumer<S> setting(String text) throws FormException {
        try {
            V value = lines.read(text);
            return step -> {
                if (value != null) {
                    setter.accept(step, value);
                }
            };
        } catch (MapLines.BadLineException e) {
            throw new FormException(e.text(name), name);
        }
    }
}
