package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.WarningSeen;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Assessment.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The wait for a rollout as a pure function: the same state, look and time always give the same transition. That is what makes it
 * restart-proof and testable by simulation.
 */
public final class RolloutMachine {
    /** Something is looked at again after this long even if no watch says so: a lost event must not cost a deployment. */
    private static final Duration SAFETY_LOOK = Duration.ofSeconds(20);

    private RolloutMachine() {}

    /**
     * What a look leads to.
     *
     * @param state to remember
     * @param events to tell
     * @param end null while it goes on
     * @param nextLookAt latest time of the next look; null at the end
     */
    public record Transition(RolloutState state, List<DeliveryEvent> events, End end, Instant nextLookAt) {
        public Transition {
            events = List.copyOf(events);
        }
    }

    /**
     * How a rollout ended.
     *
     * @param verdict one sentence
     * @param causes empty on success; without log lines, which the caller fetches
     */
    public record End(Outcome outcome, String verdict, List<FailureCause> causes) {
        public End {
            causes = List.copyOf(causes);
        }
    }

    /**
     * Takes a look in.
     *
     * @param state of an applied rollout
     * @param seen what the cluster has for each target; a target that is missing here was not looked at this time
     * @param now by the host's clock
     */
    public static Transition next(RolloutState state, Map<WorkloadRef, Seen> seen, Instant now) {
        List<RolloutState.Target> targets = new ArrayList<>();
        List<DeliveryEvent> events = new ArrayList<>();
        List<FailureCause> failed = new ArrayList<>();
        List<FailureCause> failing = new ArrayList<>();
        Instant moved = state.movedAt();
        Instant graceEnds = null;
        for (RolloutState.Target target : state.targets()) {
            Seen look = seen.get(target.ref());
            if (look == null) {
                targets.add(target);
                continue;
            }
            Assessment at = WorkloadCheck.of(target, look, state.limits().crashTolerance());
            Instant since = null;
            if (at.verdict() == Verdict.FAILING_MAYBE) {
                since = target.failingSince() == null ? now : target.failingSince();
                Instant end = since.plus(state.limits().grace());
                if (!now.isBefore(end)) {
                    failed.add(at.cause());
                } else {
                    failing.add(at.cause());
                    graceEnds = graceEnds == null || end.isBefore(graceEnds) ? end : graceEnds;
                    if (target.failingSince() == null) {
                        events.add(new WarningSeen(
                                now,
                                state.id(),
                                target.ref(),
                                at.cause().code(),
                                at.cause().message()));
                    }
                }
            } else if (at.verdict() == Verdict.FAILED) {
                failed.add(at.cause());
            }
            boolean ready = at.verdict() == Verdict.READY;
            if (!at.status().equals(target.status()) || ready != target.ready()) {
                moved = now;
                if (at.cause() == null) {
                    events.add(new WorkloadProgressed(
                            now, state.id(), target.ref(), at.ready(), at.desired(), at.status()));
                }
            }
            targets.add(target.seen(ready, at.status(), since));
        }
        RolloutState next = state.looked(targets, moved);
        End end = end(next, failed, failing, now);
        return new Transition(
                end == null ? next : next.done(), events, end, end == null ? nextLook(next, graceEnds, now) : null);
    }

    private static End end(RolloutState state, List<FailureCause> failed, List<FailureCause> failing, Instant now) {
        if (!failed.isEmpty()) {
            FailureCause first = failed.get(0);
            return new End(Outcome.FAILED, first.subject() + ": " + first.message(), failed);
        }
        List<RolloutState.Target> waiting =
                state.targets().stream().filter(target -> !target.ready()).toList();
        if (waiting.isEmpty() && state.complete()) {
            return new End(Outcome.SUCCEEDED, state.targets().size() + " objects serve as applied", List.of());
        }
        String why = null;
        if (!now.isBefore(state.limits().deadline())) {
            why = "not done in time";
        } else if (!now.isBefore(state.movedAt().plus(state.limits().noActivity()))) {
            why = "nothing moved for " + state.limits().noActivity().toSeconds() + " s";
        }
        if (why == null) {
            return null;
        }
        List<FailureCause> causes = new ArrayList<>(failing);
        for (RolloutState.Target target : waiting) {
            if (causes.stream()
                    .noneMatch(cause -> cause.subject().equals(target.ref().toString()))) {
                causes.add(
                        FailureCause.of("Stalled", target.ref().toString(), why + "; last seen: " + target.status()));
            }
        }
        String names = waiting.stream().map(target -> target.ref().toString()).collect(Collectors.joining(", "));
        return new End(Outcome.FAILED, names + ": " + why, causes);
    }

    private static Instant nextLook(RolloutState state, Instant graceEnds, Instant now) {
        Instant next = now.plus(SAFETY_LOOK);
        for (Instant at : new Instant[] {
            state.limits().deadline(), state.movedAt().plus(state.limits().noActivity()), graceEnds
        }) {
            next = at != null && at.isBefore(next) ? at : next;
        }
        return next;
    }
}
