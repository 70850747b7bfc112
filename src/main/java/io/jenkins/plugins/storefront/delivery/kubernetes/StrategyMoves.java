package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Action;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState;
import java.util.List;

/** Does what a phase of a strategy asks for, and has what it made watched. Each may be done twice. */
final class StrategyMoves {
    private final DeliveryContext delivery;
    private final StrategyActs acts;
    private final Inner inner;
    private final Eyes eyes;
    private final StrategySession session;

    StrategyMoves(DeliveryContext delivery, StrategyActs acts, Inner inner, Eyes eyes, StrategySession session) {
        this.delivery = delivery;
        this.acts = acts;
        this.inner = inner;
        this.eyes = eyes;
        this.session = session;
    }

    void perform(Action action, StrategyState state) throws DeliveryException {
        Strategy strategy = state.strategy();
        if (action instanceof Action.ApplyNeeds) {
            watch(acts.applyNeeds());
        } else if (action instanceof Action.ApplySecond second) {
            watch(acts.applySecond(second.weight()));
        } else if (action instanceof Action.Route route) {
            acts.route(route.weight());
        } else if (action instanceof Action.RouteOwn own) {
            acts.routeOwn(own.asBefore());
        } else if (action instanceof Action.DeleteSecond) {
            session.run(session.run().withSecond(null));
            acts.deleteSecond();
        } else if (action instanceof Action.TakeDown) {
            inner.stop();
            inner.restore(null, null);
            watch(acts.takeDown());
        } else if (action instanceof Action.RollOut) {
            if (!strategy.hasSecondSet()) {
                session.run(session.run().withSecond(null));
            }
            inner.rollOut(session.run().planned(), acts, strategy, state.patience());
        } else if (action instanceof Action.Undo undo) {
            if (!undo.holding()) {
                session.run(session.run().withSecond(null));
            }
            inner.undo(
                    session.run().planned(),
                    acts,
                    strategy,
                    state.patience(),
                    undo.holding(),
                    state.why().verdict());
        } else if (action instanceof Action.Freeze freeze) {
            if (freeze.on()) {
                inner.stop();
            }
            acts.freeze(freeze.on());
        }
    }

    /** Looks at these from now on; what was known of them stays where they are the same. */
    private void watch(List<RolloutState.Target> targets) throws DeliveryException {
        if (targets.isEmpty()) {
            session.run(session.run().withSecond(null));
            return;
        }
        RolloutState second = session.run().second();
        if (second == null || !sameAs(second.targets(), targets)) {
            RolloutState planned = session.run().planned();
            second = new RolloutState(
                    planned.id(),
                    planned.deployment(),
                    planned.cluster(),
                    planned.namespace(),
                    null,
                    RolloutState.Phase.APPLIED,
                    targets,
                    planned.limits(),
                    delivery.clock().instant(),
                    delivery.clock().instant());
        }
        session.run(session.run()
                .withSecond(second.until(
                        delivery.clock().instant().plus(session.run().state().patience()))));
        eyes.aim(session.run().second());
    }

    private static boolean sameAs(List<RolloutState.Target> known, List<RolloutState.Target> targets) {
        return known.stream()
                .map(one -> one.ref() + " " + one.generation())
                .toList()
                .equals(targets.stream()
                        .map(one -> one.ref() + " " + one.generation())
                        .toList());
    }
}
