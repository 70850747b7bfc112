package io.jenkins.plugins.storefront.runner.declarative.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A {@code post} section.
 *
 * @param blocks steps of each condition, in the order in which they run
 */
public record Post(Map<PostCondition, Code> blocks) {
    public static final Post NONE = new Post(Map.of());

    public Post {
        Map<PostCondition, Code> ordered = new EnumMap<>(PostCondition.class);
        ordered.putAll(blocks);
        blocks = Collections.unmodifiableMap(ordered);
    }
}
