package io.jenkins.plugins.storefront.delivery.model;

import java.util.function.UnaryOperator;

/**
 * One field of an object that a plan changes.
 *
 * @param path such as {@code spec.template.spec.containers[name=cart].image}
 * @param before as the cluster has it, in one line; null where the field is new
 * @param after as it will be; null where it goes
 */
public record FieldChange(String path, String before, String after) {
    FieldChange masked(UnaryOperator<String> mask) {
        return new FieldChange(
                path, before == null ? null : mask.apply(before), after == null ? null : mask.apply(after));
    }

    @Override
    public String toString() {
        if (before == null) {
            return path + ": + " + after;
        }
        return path + ": " + before + (after == null ? " is removed" : " -> " + after);
    }
}
