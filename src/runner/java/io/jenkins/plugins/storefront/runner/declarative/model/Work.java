package io.jenkins.plugins.storefront.runner.declarative.model;

import java.util.List;

/** What a stage does. */
public sealed interface Work {
    /** A {@code steps} section. */
    record Steps(Code code) implements Work {}

    /** A {@code stages} section: one after another. */
    record Sequence(List<Stage> stages) implements Work {
        public Sequence {
            stages = List.copyOf(stages);
        }
    }

    /**
     * A {@code parallel} section, or the cells of a {@code matrix}.
     *
     * @param failFast abort the other branches when one fails
     */
    record Parallel(List<Stage> branches, boolean failFast) implements Work {
        public Parallel {
            branches = List.copyOf(branches);
        }
    }
}
