package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Verdict;
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
    /**
     * Everything is looked at again after this long even if no watch says so. What is looked at is in memory, so it costs the cluster
     * nothing; a lost event must not cost a deployment.
     */
    private static final Duration SAFETY_LOOK = Duration.ofSeconds(20);

    private static final int MOST_NAMES = 5;

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
     * @param seen what the cluster has for each target; a target that is missing here was not looked at this time, which may not be
     *     so at the time of {@link Transition#nextLookAt}
     * @param now by the host's clock
     */
    public static Transition next(RolloutState state, Map<WorkloadRef, Seen> seen, Instant now) {
        TargetLooks looks = new TargetLooks(state, now);
        for (RolloutState.Target target : state.targets()) {
            Seen look = seen.get(target.ref());
            if (look == null) {
                looks.keep(target);
            } else {
                looks.take(target, look);
            }
        }
        RolloutState next = state.looked(looks.targets(), looks.movedAt(), looks.warned());
        End end = end(next, looks, now);
        return new Transition(
                end == null ? next : next.done(),
                looks.events(),
                end,
                end == null ? nextLook(next, looks.dueAt(), now) : null);
    }

    private static End end(RolloutState state, TargetLooks looks, Instant now) {
        if (!looks.failed().isEmpty()) {
            FailureCause first = looks.failed().get(0);
            return new End(Outcome.FAILED, first.subject() + ": " + first.message(), looks.failed());
        }
        List<RolloutState.Target> waiting =
                state.targets().stream().filter(target -> !target.ready()).toList();
        if (waiting.isEmpty() && state.complete()) {
            int count = state.targets().size();
            return new End(
                    Outcome.SUCCEEDED,
                    count == 1 ? "1 object serves as applied" : count + " objects serve as applied",
                    List.of());
        }
        String why = null;
        if (!now.isBefore(state.limits().deadline())) {
            why = "not done in time";
        } else if (!now.isBefore(state.movedAt().plus(state.limits().noActivity()))
                && waiting.stream().anyMatch(target -> target.failingSince() == null)) {
            // What has its grace is judged when that is over
            why = "nothing moved for " + state.limits().noActivity().toSeconds() + " s";
        }
        return why == null ? null : stalled(waiting, looks.holding(), why);
    }

    /** The {@link Verdict#STALLED} of all that is waited for: with what holds it up, where that is known. */
    private static End stalled(List<RolloutState.Target> waiting, Map<WorkloadRef, FailureCause> holding, String why) {
        List<FailureCause> causes = new ArrayList<>();
        for (RolloutState.Target target : waiting) {
            FailureCause known = holding.get(target.ref());
            if (known != null) {
                causes.add(0, known.saying(why + ": " + known.message()));
            } else {
                causes.add(
                        FailureCause.of("Stalled", target.ref().toString(), why + "; last seen: " + target.status()));
            }
        }
        String names = waiting.stream()
                        .limit(MOST_NAMES)
                        .map(target -> target.ref().toString())
                        .collect(Collectors.joining(", "))
                + (waiting.size() > MOST_NAMES ? " and " + (waiting.size() - MOST_NAMES) + " more" : "");
        FailureCause first = causes.get(0);
        return new End(
                Outcome.FAILED,
                first.code().equals("Stalled") ? names + ": " + why : first.subject() + ": " + first.message(),
                causes);
    }

    private static Instant nextLook(RolloutState state, Instant due, Instant now) {
        Instant next = now.plus(SAFETY_LOOK);
        for (Instant at : new Instant[] {
            state.limits().deadline(), state.movedAt().plus(state.limits().noActivity()), due
        }) {
            next = at != null && at.isBefore(next) ? at : next;
        }
        return next;
    }
}
