package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Observation.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at a second set, or at what is taken down, by the verdicts of every rollout. Used by one thread at a time. */
final class SecondWatch {
    /** What serves is looked at without an end; only standing still or failing ends it. */
    private static final Duration LONG = Duration.ofDays(3650);

    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    private final DeliveryContext delivery;
    private final Eyes eyes;
    private final Map<WorkloadRef, Seen> last = new HashMap<>();

    SecondWatch(DeliveryContext delivery, Eyes eyes) {
        this.delivery = delivery;
        this.eyes = eyes;
    }

    /**
     * What was seen.
     *
     * @param state to remember
     * @param causes why it failed
     */
    record View(RolloutState state, Standing standing, List<FailureCause> causes) {}

    View look(RolloutState state, Instant now) throws DeliveryException {
        String refusal = refusal(state);
        if (refusal != null) {
            FailureCause cause = FailureCause.of("Refused", "cluster " + state.cluster(), refusal);
            return new View(state, Standing.FAILED, List.of(cause));
        }
        String trouble = eyes.trouble();
        if (trouble != null) {
            if (!eyes.isLate(state.limits().deadline(), now)) {
                return new View(state, Standing.MOVING, List.of());
            }
            return new View(
                    state, Standing.FAILED, Ends.unreachable(state, trouble).causes());
        }
        RolloutMachine.Transition seen = RolloutMachine.next(state, eyes.look(state), now);
        seen.events().forEach(delivery.events()::publish);
        RolloutMachine.End end = seen.end();
        if (end == null) {
            return new View(seen.state(), Standing.MOVING, List.of());
        } else if (end.outcome() == Outcome.SUCCEEDED) {
            return new View(seen.state().until(now.plus(LONG)), Standing.SERVES, List.of());
        }
        return new View(seen.state(), Standing.FAILED, new Inquest(delivery, eyes, seen.state()).about(end.causes()));
    }

    private String refusal(RolloutState state) throws DeliveryException {
        try {
            eyes.renewLogin(state);
        } catch (NotLoggedInException e) {
            return e.getMessage();
        }
        return eyes.refusal();
    }

    /** Whether nothing of these runs any more, not even on its way out. */
    boolean down(RolloutState state) throws DeliveryException {
        if (refusal(state) != null || eyes.trouble() != null) {
            return false;
        }
        last.putAll(eyes.look(state));
        return state.targets().stream().allMatch(target -> {
            Seen seen = last.get(target.ref());
            return seen != null
                    && seen.pods().stream().allMatch(pod -> OVER.contains(Fields.text(pod, "status", "phase")))
                    && Fields.number(seen.object(), "metadata", "generation") >= target.generation();
        });
    }
}
