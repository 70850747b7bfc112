package io.jenkins.plugins.storefront.delivery.kubernetes;

import java.util.List;

/** What a {@link RolloutSession} may do besides rolling manifests out. */
public sealed interface RolloutTask {
    /** Sets the replicas of a workload. */
    record Scale(String workload, int replicas) implements RolloutTask {}

    /** Starts the pods of workloads anew; of all workloads of the set, or of the namespace, where none is named. */
    record Restart(List<String> workloads) implements RolloutTask {
        public Restart {
            workloads = List.copyOf(workloads);
        }
    }

    /**
     * Takes the request's set back to a release that served.
     *
     * @param release number of its revision, or its run; null for the one before the latest
     * @param service that alone goes back, or null
     */
    record Back(String release, String service) implements RolloutTask {}

    /**
     * Takes one workload back to a Pod template that the cluster keeps.
     *
     * @param revision number, or null for the one before the current
     */
    record Template(String workload, Integer revision) implements RolloutTask {}
}
