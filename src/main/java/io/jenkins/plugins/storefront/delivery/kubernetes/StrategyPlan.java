package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.guard.GateRule;
import io.jenkins.plugins.storefront.delivery.guard.Gates;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Hooks;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Routes;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.SecondSet;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.SecondSetMaker;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prepares a strategy, once a rollout is planned and before anything is changed: its second set, and what undoes all of it. */
final class StrategyPlan {
    private final DeliveryContext delivery;
    private final Cluster cluster;

    StrategyPlan(DeliveryContext delivery, Cluster cluster) {
        this.delivery = delivery;
        this.cluster = cluster;
    }

    /**
     * Writes down what the strategy needs; done again it writes the same. The strategy that will be carried out.
     *
     * @param seen of the cluster, a moment ago
     */
    Strategy prepare(RolloutState planned, Strategy wanted, Live seen) throws DeliveryException {
        for (GateRule gate : wanted.gates()) {
            Gates.of(gate, delivery); // what is not configured shows before anything is changed
        }
        RolloutPlan plan = RolloutPlan.kept(delivery, RolloutPlan.planOf(planned.id()));
        if (plan == null) {
            throw new DeliveryException("the plan of this rollout is gone; run the stage anew");
        }
        Strategy strategy = wanted;
        RolloutPlan replaced = new Undoing(delivery, cluster).replaced(plan, seen);
        if (wanted.hasSecondSet()) {
            SecondSet set = new SecondSetMaker(wanted, plan.manifests(), seen::get)
                    .make(one -> Hooks.BEFORE.equals(Hooks.when(one)));
            Instant now = delivery.clock().instant();
            for (String remark : set.remarks()) {
                delivery.events().publish(new Remark(now, false, wanted.kind().words(), remark));
            }
            if (set.isEmpty()) {
                delivery.events()
                        .publish(new Remark(
                                now,
                                true,
                                wanted.kind().words(),
                                "there is nothing that serves and that a Service of the set selects, so all is rolled"
                                        + " out at once"));
                strategy = Strategy.rolling();
            } else {
                for (var manifest : set.sized(wanted, wanted.stops().get(0).weight())) {
                    cluster.dryRun(manifest, true);
                }
                SecondSets.keep(delivery, planned.id(), set);
                replaced = withSecondSet(replaced, set, wanted);
            }
        }
        replaced.keep(delivery, RolloutPlan.undoOf(planned.id()));
        return strategy;
    }

    /** Every undo, by whomever and however far the rollout was, removes the second set and gives the route its weights back. */
    private static RolloutPlan withSecondSet(RolloutPlan replaced, SecondSet set, Strategy strategy)
            throws DeliveryException {
        List<WorkloadRef> delete = new ArrayList<>(replaced.delete());
        delete.addAll(set.made());
        List<RolloutPlan.Replacement> parts = new ArrayList<>(replaced.replace());
        if (set.route() != null) {
            Routes.Part part = set.weighed(strategy, set.route(), 0);
            parts.add(new RolloutPlan.Replacement(
                    StrategyActs.route(set),
                    part.path(),
                    io.jenkins.plugins.storefront.delivery.rollout.Fields.at(
                            set.route(), part.path().toArray(String[]::new))));
        }
        return new RolloutPlan(
                replaced.apply(),
                delete,
                replaced.force(),
                parts,
                replaced.groups(),
                replaced.prune(),
                replaced.target(),
                replaced.found());
    }
}
