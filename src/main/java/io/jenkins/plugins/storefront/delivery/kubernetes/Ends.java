package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine.End;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Ending;
import java.util.List;
import java.util.function.Predicate;

/** Ends that something else than a look at the objects decided, and the events that tell of ends. */
final class Ends {
    private Ends() {}

    /** A failure with one cause. */
    static End failed(String code, String subject, String why) {
        return new End(Outcome.FAILED, why, List.of(FailureCause.of(code, subject, why)));
    }

    /** The cluster, or the plugin, refuses to do what the rollout needs. */
    static End refused(RolloutState state, DeliveryException e) {
        return failed("Refused", "rollout to " + state.cluster(), e.getMessage());
    }

    /** Not done in time, and for want of a sight of the cluster it is not known how far it is. */
    static End unreachable(RolloutState state, String trouble) {
        return failed(
                "ClusterUnreachable", "cluster " + state.cluster(), "not done in time, and the cluster: " + trouble);
    }

    /** What a rollout that is stopped in this state leaves, for people. */
    static String left(RolloutState state) {
        if (state.phase() == RolloutState.Phase.PLANNED) {
            return "the rollout may be applied in part";
        }
        long left = state.targets().stream().filter(target -> !target.ready()).count();
        return "the rollout was applied and goes on in the cluster; " + left + " of "
                + state.targets().size() + " objects did not serve yet";
    }

    /** As a strategy has it. */
    static End of(Ending ending) {
        return new End(ending.outcome(), ending.verdict(), ending.causes());
    }

    /** The end of a rollout, unless it was told before a crash and is the same now. */
    static void tell(DeliveryContext delivery, String rollout, End end) {
        if (isTold(delivery, rollout, known -> known.outcome() == end.outcome())) {
            return;
        }
        delivery.events()
                .publish(new RolloutEnded(
                        delivery.clock().instant(), rollout, end.outcome(), end.verdict(), end.causes()));
    }

    /** The end of the undo of a rollout; that it is undone is told once. */
    static void tellUndo(DeliveryContext delivery, String undone, End end) {
        boolean serves = end.outcome() == Outcome.SUCCEEDED;
        if (serves && isTold(delivery, undone, known -> Boolean.TRUE.equals(known.undone()))) {
            return;
        }
        delivery.events()
                .publish(new UndoEnded(
                        delivery.clock().instant(),
                        undone,
                        serves,
                        serves ? "what served before serves again" : end.verdict()));
    }

    /** A crash may come after an end was told and before the step that waits for it knows. */
    private static boolean isTold(DeliveryContext delivery, String rollout, Predicate<Release.Rollout> so) {
        return delivery.release().current().rollouts().stream()
                .anyMatch(known -> known.id().equals(rollout) && so.test(known));
    }
}
