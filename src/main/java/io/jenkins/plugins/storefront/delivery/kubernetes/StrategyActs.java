package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ObjectApplied;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Routes;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.SecondSet;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does in the cluster what a strategy says. All of it may be done again. */
final class StrategyActs {
    private static final Set<String> SCALABLE = Set.of("Deployment", "StatefulSet", "ReplicaSet");

    private final DeliveryContext delivery;
    private final Cluster cluster;
    private final Strategy strategy;
    private final String rollout;
    private final SecondSet second;

    /** Pods of each workload before. */
    private final Map<WorkloadRef, Object> before = new HashMap<>();

    /** @param rollout id of the rollout under way, or of the one that is undone */
    StrategyActs(DeliveryContext delivery, Cluster cluster, Strategy strategy, String rollout)
            throws DeliveryException {
        this.delivery = delivery;
        this.cluster = cluster;
        this.strategy = strategy;
        this.rollout = rollout;
        this.second = strategy.hasSecondSet() ? SecondSets.kept(delivery, rollout) : null;
        if (strategy.hasSecondSet() && second == null) {
            throw new DeliveryException("what was written down of the second set is gone; remove it by hand");
        }
        RolloutPlan replaced = RolloutPlan.kept(delivery, RolloutPlan.undoOf(rollout));
        if (replaced != null) {
            for (Manifest one : replaced.manifests()) {
                if (Fields.at(one.object(), "spec", "replicas") != null) {
                    before.put(one.ref(), Fields.at(one.object(), "spec", "replicas"));
                }
            }
        }
    }

    SecondSet second() {
        return second;
    }

    /** What is the second set's: its objects, and what weighs its traffic. */
    List<WorkloadRef> ofSecond() {
        List<WorkloadRef> all = new ArrayList<>(second.made());
        if (second.route() != null) {
            all.add(route(second));
        }
        return all;
    }

    static WorkloadRef route(SecondSet set) {
        return new Manifest(set.route()).ref();
    }

    private RolloutPlan plan() throws DeliveryException {
        RolloutPlan plan = RolloutPlan.kept(delivery, RolloutPlan.planOf(rollout));
        if (plan == null) {
            throw new DeliveryException("the plan of this rollout is gone; run the stage anew");
        }
        return plan;
    }

    /** What is to be waited for. */
    List<RolloutState.Target> applyNeeds() throws DeliveryException {
        boolean force = plan().force();
        List<RolloutState.Target> targets = new ArrayList<>();
        for (Map<String, Object> need : second.needs()) {
            Manifest manifest = new Manifest(need);
            Map<String, Object> after = manifest.kind().equals("Job")
                    ? new Jobs(delivery, cluster).run(manifest, force, rollout)
                    : cluster.apply(manifest, force);
            targets.add(Applier.target(manifest.ref(), after));
        }
        return targets;
    }

    /** What is to be waited for. */
    List<RolloutState.Target> applySecond(int weight) throws DeliveryException {
        List<RolloutState.Target> targets = new ArrayList<>();
        for (Manifest manifest : second.sized(strategy, weight)) {
            boolean ingress = manifest.kind().equals("Ingress");
            Map<String, Object> before = cluster.get(manifest.ref());
            if (ingress && before != null) {
                continue; // its weight is not the pods'
            }
            Map<String, Object> after = cluster.apply(manifest, true);
            if (before == null) {
                tell(manifest.ref(), "created");
            }
            if (!ingress) {
                targets.add(Applier.target(manifest.ref(), after));
            }
        }
        return targets;
    }

    void route(int weight) throws DeliveryException {
        for (Manifest manifest : second.routed(strategy.traffic(), weight)) {
            cluster.apply(manifest, true);
            tell(manifest.ref(), weight + " % to the second set");
        }
        weigh(weight);
    }

    private void weigh(int weight) throws DeliveryException {
        if (second.route() == null) {
            return;
        }
        WorkloadRef ref = route(second);
        Map<String, Object> now = cluster.get(ref);
        if (now == null) {
            throw new DeliveryException(ref + ", which weighs the traffic, is gone; bring it back");
        }
        Routes.Part part = second.weighed(strategy, weight == 0 ? second.route() : now, weight);
        Object value = weight == 0 ? Fields.at(second.route(), part.path().toArray(String[]::new)) : part.value();
        new Parts(cluster).set(ref, List.of(new RolloutPlan.Replacement(ref, part.path(), value)));
        tell(ref, weight + " % to the second set");
    }

    /** All traffic to what bears the declared names. */
    void routeOwn(boolean asBefore) throws DeliveryException {
        Set<WorkloadRef> switched = switched().keySet();
        List<Manifest> own =
                asBefore ? new Undoing(delivery, cluster).plan(rollout, true).manifests() : plan().manifests();
        for (Manifest manifest : own) {
            boolean weighs =
                    !asBefore && second.route() != null && manifest.ref().equals(route(second));
            if (switched.contains(manifest.ref()) || weighs) {
                cluster.apply(manifest, true);
                tell(manifest.ref(), "all traffic to the declared names");
            }
        }
        for (Manifest manifest : second.routed(strategy.traffic(), 0)) {
            cluster.apply(manifest, true);
        }
        boolean declared = !asBefore
                && second.route() != null
                && own.stream().anyMatch(one -> one.ref().equals(route(second)));
        if (!declared) {
            weigh(0);
        }
    }

    void deleteSecond() throws DeliveryException {
        for (WorkloadRef made : second.made()) {
            cluster.delete(made);
            tell(made, "deleted");
        }
    }

    private Map<WorkloadRef, Manifest> switched() {
        Map<WorkloadRef, Manifest> switched = new HashMap<>();
        second.services().forEach(one -> switched.put(new Manifest(one).ref(), new Manifest(one)));
        return switched;
    }

    /** What is applied for a planned object while the second set has its share of the traffic. */
    Manifest held(Manifest planned) {
        if (second == null) {
            return planned;
        }
        int weight = strategy.stops().get(strategy.stops().size() - 1).weight();
        Manifest switched = switched().get(planned.ref());
        if (switched != null) {
            return switched;
        } else if (second.route() != null && planned.ref().equals(route(second))) {
            try {
                Routes.Part part = second.weighed(strategy, planned.object(), weight);
                Map<String, Object> copy = planned.deepCopy();
                Parts.set(copy, part.path(), part.value());
                return new Manifest(copy);
            } catch (DeliveryException e) {
                return planned; // it no longer has what is weighed
            }
        }
        return planned;
    }

    /** The workloads that are taken down, at none; what is to be waited for. */
    List<RolloutState.Target> takeDown() throws DeliveryException {
        List<RolloutState.Target> targets = new ArrayList<>();
        for (Manifest manifest : plan().manifests()) {
            WorkloadRef ref = manifest.ref();
            if (SCALABLE.contains(ref.kind()) && cluster.get(ref) != null) {
                Map<String, Object> after = new Parts(cluster)
                        .set(ref, List.of(new RolloutPlan.Replacement(ref, List.of("spec", "replicas"), 0)));
                tell(ref, "taken down");
                targets.add(Applier.target(ref, after));
            }
        }
        return targets;
    }

    /** The number of pods that was, where the planned object names none: nobody else would bring it up from zero. */
    Manifest broughtUp(Manifest planned) {
        if (!SCALABLE.contains(planned.kind()) || Fields.at(planned.object(), "spec", "replicas") != null) {
            return planned;
        }
        Object replicas = before.get(planned.ref());
        if (replicas == null) {
            return planned;
        }
        Map<String, Object> copy = planned.deepCopy();
        Map<String, Object> spec = new LinkedHashMap<>(Fields.map(copy, "spec"));
        spec.put("replicas", replicas);
        copy.put("spec", spec);
        return new Manifest(copy);
    }

    /** Deployments go no further, or go on; other kinds know no such thing. */
    void freeze(boolean on) throws DeliveryException {
        for (Manifest manifest : plan().manifests()) {
            WorkloadRef ref = manifest.ref();
            if (ref.kind().equals("Deployment") && cluster.get(ref) != null) {
                Object declared = Fields.at(manifest.object(), "spec", "paused");
                new Parts(cluster)
                        .set(
                                ref,
                                List.of(new RolloutPlan.Replacement(
                                        ref, List.of("spec", "paused"), on ? Boolean.TRUE : declared)));
                tell(ref, on ? "paused" : "goes on");
            }
        }
    }

    private void tell(WorkloadRef object, String change) {
        Instant now = delivery.clock().instant();
        delivery.events().publish(new ObjectApplied(now, rollout, object, change));
    }
}
