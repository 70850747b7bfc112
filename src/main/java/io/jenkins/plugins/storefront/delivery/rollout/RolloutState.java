package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
 * @param groups what is applied one after another; empty where everything was applied at once
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
        List<String> warned,
        List<Group> groups) {
    public RolloutState {
        targets = List.copyOf(targets);
        warned = warned == null ? List.of() : List.copyOf(warned);
        groups = groups == null ? List.of() : List.copyOf(groups); // null in what an earlier version wrote
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
        this(
                id,
                deployment,
                cluster,
                namespace,
                undoOf,
                phase,
                targets,
                limits,
                startedAt,
                movedAt,
                List.of(),
                List.of());
    }

    /**
     * Objects that are applied together, once all objects of other groups serve.
     *
     * @param name unique in the plan: a service, or a part such as {@code (needs)}
     * @param after names of the groups that serve before
     * @param applied whether all its objects were accepted
     */
    public record Group(String name, List<String> after, List<WorkloadRef> objects, boolean applied) {
        public Group {
            after = List.copyOf(after);
            objects = List.copyOf(objects);
        }

        Group done() {
            return new Group(name, after, objects, true);
        }
    }

    /** Groups that may be applied now: those that are not, and all of whose predecessors serve. */
    public List<Group> startable() {
        Set<String> serving = new HashSet<>();
        for (Group group : groups) {
            if (group.applied()
                    && targets.stream()
                            .allMatch(one -> one.ready() || !group.objects().contains(one.ref()))) {
                serving.add(group.name());
            }
        }
        return groups.stream()
                .filter(group -> !group.applied() && serving.containsAll(group.after()))
                .toList();
    }

    /** Whether nothing is left to be applied. */
    public boolean complete() {
        return groups.stream().allMatch(Group::applied);
    }

    /** The state after one more group was accepted, with what is waited for now. */
    public RolloutState applied(String group, List<Target> more, Instant now) {
        List<Target> all = new ArrayList<>(targets);
        all.removeIf(old -> more.stream().anyMatch(one -> one.ref().equals(old.ref())));
        all.addAll(more);
        List<Group> next = groups.stream()
                .map(one -> one.name().equals(group) ? one.done() : one)
                .toList();
        return with(Phase.APPLIED, all, limits, now, warned, next);
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
     * @param template mark of the fields of its Pod template that are ours, as it was applied; null where it has none
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
            String eventsBefore,
            String template) {
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
            this(ref, uid, generation, images, ready, status, failingSince, null, 0, Map.of(), null, null);
        }

        /** One that was not looked at yet, with the mark of its template. */
        public static Target applied(
                WorkloadRef ref, String uid, long generation, List<String> images, String template) {
            return new Target(ref, uid, generation, images, false, "", null, null, 0, Map.of(), null, template);
        }

        /** What was there at the first look is nobody's fault. */
        Target first(Map<String, Long> restarts, String events) {
            return new Target(
                    ref, uid, generation, images, ready, status, failingSince, null, 0, restarts, events, template);
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
                    eventsBefore,
                    template);
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

    /** The state after everything was accepted, with what is waited for. */
    public RolloutState applied(List<Target> applied, Instant now) {
        return with(Phase.APPLIED, applied, limits, now, warned, groups);
    }

    /** The same with another deadline. */
    public RolloutState until(Instant deadline) {
        Limits other =
                new Limits(deadline, limits.noActivity(), limits.grace(), limits.crashTolerance(), limits.rules());
        return with(phase, targets, other, movedAt, warned, groups);
    }

    /** The same with its verdict. */
    public RolloutState done() {
        return with(Phase.DONE, targets, limits, movedAt, warned, groups);
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
        return with(phase, seen, limits, moved, told, groups);
    }

    /** The same rollout further on: what names it and when it began never change. */
    private RolloutState with(
            Phase at, List<Target> now, Limits allowed, Instant moved, List<String> told, List<Group> parts) {
        return new RolloutState(
                id, deployment, cluster, namespace, undoOf, at, now, allowed, startedAt, moved, told, parts);
    }
}
