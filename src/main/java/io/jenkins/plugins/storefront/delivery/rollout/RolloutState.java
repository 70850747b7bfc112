package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
 * @param warned marks of the warnings that were told, so that none is told again after a restart
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
        Instant movedAt,
        List<String> warned) {
    public RolloutState {
        targets = List.copyOf(targets);
        warned = warned == null ? List.of() : List.copyOf(warned);
    }

    /** A rollout that has warned of nothing yet. */
    public RolloutState(
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
        this(id, deployment, cluster, namespace, undoOf, phase, targets, limits, startedAt, movedAt, List.of());
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
     * @param failingSince when it began to fail in a way that may heal, or to wait for a word that may never come; else null
     * @param readySince when it began to serve, while it must settle; else null
     * @param restartsAtReady restarts of its containers then
     * @param restartsBefore restarts by pod and container ({@code pod/container}) from before the first look
     * @param eventsBefore time of the newest warning from before the first look, as the cluster wrote it; null before that look
     */
    public record Target(
            WorkloadRef ref,
            String uid,
            long generation,
            List<String> images,
            boolean ready,
            String status,
            Instant failingSince,
            Instant readySince,
            long restartsAtReady,
            Map<String, Long> restartsBefore,
            String eventsBefore) {
        public Target {
            images = List.copyOf(images);
            restartsBefore = restartsBefore == null ? Map.of() : Map.copyOf(restartsBefore);
        }

        /** One that was not looked at yet. */
        public Target(
                WorkloadRef ref,
                String uid,
                long generation,
                List<String> images,
                boolean ready,
                String status,
                Instant failingSince) {
            this(ref, uid, generation, images, ready, status, failingSince, null, 0, Map.of(), null);
        }

        /** What was there at the first look is nobody's fault. */
        Target first(Map<String, Long> restarts, String events) {
            return new Target(ref, uid, generation, images, ready, status, failingSince, null, 0, restarts, events);
        }

        Target seen(boolean nowReady, String nowStatus, Instant nowFailingSince, Instant serving, long restarts) {
            return new Target(
                    ref,
                    uid,
                    generation,
                    images,
                    nowReady,
                    nowStatus,
                    nowFailingSince,
                    serving,
                    restarts,
                    restartsBefore,
                    eventsBefore);
        }
    }

    /**
     * What the caller allows.
     *
     * @param deadline the whole rollout ends by then
     * @param noActivity longest time in which nothing moves
     * @param grace how long a failure that may heal (a slow registry, a Secret that comes late) may last
     * @param crashTolerance restarts of a container that are forgiven
     * @param rules what else the caller said
     */
    public record Limits(Instant deadline, Duration noActivity, Duration grace, int crashTolerance, WaitRules rules) {
        public Limits {
            rules = rules == null ? WaitRules.USUAL : rules;
        }

        /** With the usual rules. */
        public Limits(Instant deadline, Duration noActivity, Duration grace, int crashTolerance) {
            this(deadline, noActivity, grace, crashTolerance, WaitRules.USUAL);
        }
    }

    public RolloutState applied(List<Target> applied, Instant now) {
        return new RolloutState(
                id, deployment, cluster, namespace, undoOf, Phase.APPLIED, applied, limits, startedAt, now, warned);
    }

    /** The same with another deadline. */
    public RolloutState until(Instant deadline) {
        Limits other = new Limits(
                deadline, limits.noActivity(), limits.grace(), limits.crashTolerance(), limits.rules());
        return new RolloutState(
                id, deployment, cluster, namespace, undoOf, phase, targets, other, startedAt, movedAt, warned);
    }

    public RolloutState done() {
        return new RolloutState(
                id, deployment, cluster, namespace, undoOf, Phase.DONE, targets, limits, startedAt, movedAt, warned);
    }

    /**
     * After a time in which nothing could be seen: the cluster was away, or this process was. What went on meanwhile is not known, so
     * no time that it took counts as standing still, only towards the deadline.
     */
    public RolloutState afterGap(Instant now) {
        List<Target> seenAnew = targets.stream()
                .map(target -> target.seen(target.ready(), target.status(), null, null, target.restartsAtReady()))
                .toList();
        return looked(seenAnew, now, warned);
    }

    RolloutState looked(List<Target> seen, Instant moved, List<String> told) {
        return new RolloutState(
                id,
                deployment,
                cluster,
                namespace,
                undoOf,
                phase,
                new ArrayList<>(seen),
                limits,
                startedAt,
                moved,
                told);
    }
}
