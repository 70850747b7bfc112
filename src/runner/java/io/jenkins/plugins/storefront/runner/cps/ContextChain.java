package io.jenkins.plugins.storefront.runner.cps;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What steps can ask for where they are: each block adds to what is around it. Immutable.
 */
final class ContextChain {
    private final ContextChain outer;
    private final Map<Class<?>, Object> own;

    private ContextChain(ContextChain outer, Map<Class<?>, Object> own) {
        this.outer = outer;
        this.own = own;
    }

    static ContextChain of(Map<Class<?>, Object> values) {
        return new ContextChain(null, new LinkedHashMap<>(values));
    }

    ContextChain with(Map<Class<?>, Object> more) {
        return more.isEmpty() ? this : new ContextChain(this, new LinkedHashMap<>(more));
    }

    /** The innermost value that is of that type, or null. */
    <T> T get(Class<T> type) {
        for (ContextChain at = this; at != null; at = at.outer) {
            Object exact = at.own.get(type);
            if (exact != null) {
                return type.cast(exact);
            }
            for (Object value : at.own.values()) {
                if (type.isInstance(value)) {
                    return type.cast(value);
                }
            }
        }
        return null;
    }
}
