package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a rollout must remember over a restart: identifiers, absolute deadlines, and how far each object was. Written as JSON by
 * {@link RolloutStateJson}; holds no manifest and no secret (those are kept sealed beside the release).
 *
 * @param id of the rollout, unique in the run
 * @param deployment that it belongs to, or null
 * @param cluster name of the cluster connection
 * @param namespace default namespace
 * @param undoOf id of the rollout that this one brings back, or null
 * @param phase how far it is
 * @param targets what is waited for; empty until applied
 * @param limits deadlines and tolerance
 * @param startedAt when it was planned
 * @param movedAt when anything last moved on
 */
public record RolloutState(
        String id,
        String deployment,
        String cluster,
        String namespace,
        String undoOf,
        Phase phase,
        List<Target> targets,
        Limits limits,
        Instant startedAt,
        Instant movedAt) {
    public RolloutState {
        targets = List.copyOf(targets);
    }

    /** How far a rollout is. */
    public enum Phase {
        /** Written down; applying may have begun. Applying again is safe. */
        PLANNED,
        /** Everything was accepted; the workloads move. */
        APPLIED,
        /** It has its verdict. */
        DONE
    }

    /**
     * One object that is waited for.
     *
     * @param uid that the object had when it was applied
     * @param generation of its spec that must serve
     * @param images of its pod template, as pinned
     * @param ready whether it was seen ready at the last look
     * @param status last status shown
     * @param failingSince when it began to fail in a way that may heal, or null
     */
    public record Target(
            WorkloadRef ref,
            String uid,
            long generation,
            List<String> images,
            boolean ready,
            String status,
            Instant failingSince) {
        public Target {
            images = List.copyOf(images);
        }

        Target seen(boolean nowReady, String nowStatus, Instant nowFailingSince) {
            return new Target(ref, uid, generation, images, nowReady, nowStatus, nowFailingSince);
        }
    }

    /**
     * What the caller allows.
     *
     * @param deadline the whole rollout ends by then
     * @param noActivity longest time in which nothing moves
     * @param grace how long a failure that may heal (a slow registry, a Secret that comes late) may last
     * @param crashTolerance restarts of a container that are forgiven
     */
    public record Limits(Instant deadline, Duration noActivity, Duration grace, int crashTolerance) {}

    public RolloutState applied(List<Target> applied, Instant now) {
        return new RolloutState(
                id, deployment, cluster, namespace, undoOf, Phase.APPLIED, applied, limits, startedAt, now);
    }

    public RolloutState done() {
        return new RolloutState(
                id, deployment, cluster, namespace, undoOf, Phase.DONE, targets, limits, startedAt, movedAt);
    }

    RolloutState looked(List<Target> seen, Instant moved) {
        return new RolloutState(
                id, deployment, cluster, namespace, undoOf, phase, new ArrayList<>(seen), limits, startedAt, moved);
    }
}
