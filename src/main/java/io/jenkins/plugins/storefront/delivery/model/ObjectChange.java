package io.jenkins.plugins.storefront.delivery.model;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a plan does to one object.
 *
 * @param object which
 * @param kind of change
 * @param fields what changes in it; empty unless it is {@link Kind#CHANGE}
 */
public record ObjectChange(WorkloadRef object, Kind kind, List<FieldChange> fields) {
    public ObjectChange {
        fields = List.copyOf(fields);
    }

    /** What happens to the object. */
    public enum Kind {
        PRUNE("-"),
        CREATE("+"),
        CHANGE("~"),
        /** A Job that runs once per release. */
        RUN(">"),
        UNCHANGED("=");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        /** One character for lists. */
        public String sign() {
            return sign;
        }
    }

    /** The same change with {@code mask} applied to all values. */
    public ObjectChange masked(UnaryOperator<String> mask) {
        return new ObjectChange(
                object, kind, fields.stream().map(field -> field.masked(mask)).toList());
    }
}
