package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Looks at an applied rollout, one look after another, and says what each comes to. Used by one thread at a time. */
final class RolloutLook implements AutoCloseable {
    /** A failure that the cluster itself does not have is looked at again after this. */
    static final Duration BETWEEN_DOUBTS = Duration.ofMillis(250);

    private static final int MOST_DOUBTS = 8;

    private final Eyes eyes;
    private final Freshness freshness;
    private final LogTails tails;
    private int doubts;

    RolloutLook(DeliveryContext delivery, Eyes eyes) {
        this.eyes = eyes;
        this.freshness = new Freshness(eyes);
        this.tails = new LogTails(delivery);
    }

    /** Why no look will ever be possible; null where one may be. A login that has expired is renewed first. */
    RolloutMachine.End hopeless(RolloutState state) throws DeliveryException {
        String cluster = "cluster " + state.cluster();
        try {
            eyes.renewLogin(state);
        } catch (NotLoggedInException e) {
            return Ends.failed("NotLoggedIn", cluster, e.getMessage());
        }
        String refusal = eyes.refusal();
        return refusal == null ? null : Ends.failed("Refused", cluster, refusal);
    }

    /**
     * One look at what changed.
     *
     * @return what it leads to; null where the view may be behind: look again after {@link #BETWEEN_DOUBTS}
     */
    RolloutMachine.Transition look(RolloutState state, Instant now) throws DeliveryException {
        Map<WorkloadRef, Seen> seen = eyes.look(state);
        if (state.limits().rules().logs()) {
            tails.look(seen, eyes);
        }
        RolloutMachine.Transition transition = RolloutMachine.next(state, seen, now);
        if (isDoubtful(transition.end(), state)) {
            doubts++;
            return null;
        }
        doubts = 0;
        return unlessChanged(transition);
    }

    /** What serves is not ours where somebody else changed it on the way. */
    private RolloutMachine.Transition unlessChanged(RolloutMachine.Transition reached) throws DeliveryException {
        if (reached.end() == null || reached.end().outcome() != Outcome.SUCCEEDED) {
            return reached;
        }
        FailureCause changed = AppliedTemplates.changed(reached.state(), eyes);
        return changed == null
                ? reached
                : new RolloutMachine.Transition(
                        reached.state(),
                        reached.events(),
                        new RolloutMachine.End(
                                Outcome.FAILED, changed.subject() + ": " + changed.message(), List.of(changed)),
                        null);
    }

    private boolean isDoubtful(RolloutMachine.End end, RolloutState state) throws DeliveryException {
        return end != null
                && end.outcome() != Outcome.SUCCEEDED
                && doubts < MOST_DOUBTS
                && !freshness.isCurrent(end, state);
    }

    @Override
    public void close() {
        tails.close();
    }
}
