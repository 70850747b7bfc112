package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A rollout's turn at its target: taken before anything is planned, and given back at its end; the turn of a deployment is given back
 * when the deployment closes, so that its undo comes before anybody else.
 */
public final class Turn {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Set<Place>> PLACES = new TypeReference<>() {};

    private final DeliveryContext delivery;
    private final Place place;
    private final TargetLock lock;
    private final String hold;
    private final boolean kept;
    private boolean told;

    /** When it was taken or renewed last; null before. */
    private Instant renewedAt;

    /**
     * A target.
     *
     * @param set or null
     */
    record Place(String cluster, String namespace, String set) {
        @Override
        public String toString() {
            return cluster + "/" + namespace + (set == null ? "" : ", set " + set);
        }
    }

    private Turn(DeliveryContext delivery, Place place, String rollout, String deployment) {
        this.delivery = delivery;
        this.place = place;
        this.lock = new TargetLock(delivery, place.namespace(), place.set());
        this.hold = deployment == null ? rollout : deployment;
        this.kept = deployment != null;
    }

    /** The turn that a request waits for. */
    static Turn of(DeliveryContext delivery, Cluster cluster, RolloutRequest request) throws DeliveryException {
        RolloutPlan shown = request.options().plan() == null
                ? null
                : RolloutPlan.kept(
                        delivery, RolloutPlan.planOf(request.options().plan()));
        return of(delivery, cluster, shown, request);
    }

    /** The turn of an undo: that of what it undoes. */
    static Turn ofUndo(DeliveryContext delivery, Cluster cluster, RolloutRequest request, String undone)
            throws DeliveryException {
        return of(delivery, cluster, RolloutPlan.kept(delivery, RolloutPlan.undoOf(undone)), request);
    }

    private static Turn of(DeliveryContext delivery, Cluster cluster, RolloutPlan plan, RolloutRequest request) {
        String namespace = request.namespace() == null ? cluster.defaultNamespace() : request.namespace();
        Place place = plan == null || plan.target() == null
                ? new Place(request.cluster(), namespace, request.options().set())
                : new Place(
                        request.cluster(),
                        plan.target().namespace(),
                        plan.target().set());
        return new Turn(delivery, place, request.id(), request.deployment());
    }

    /** The turn that a rollout had when its state was written down. */
    static Turn of(DeliveryContext delivery, RolloutState state) throws DeliveryException {
        RolloutPlan plan = RolloutPlan.kept(delivery, RolloutPlan.planOf(state.id()));
        Place place = plan == null || plan.target() == null
                ? new Place(state.cluster(), state.namespace(), null)
                : new Place(
                        state.cluster(),
                        plan.target().namespace(),
                        plan.target().set());
        return new Turn(delivery, place, state.id(), state.deployment());
    }

    /**
     * Takes the turn where it is free.
     *
     * @param refuse whether to fail where it is not
     * @return whether it is taken; where not, that is told once
     * @throws NamespaceMissing where there is no namespace yet
     */
    synchronized boolean take(Cluster cluster, boolean refuse) throws DeliveryException {
        TargetLock.Holder other = lock.take(cluster, hold);
        if (other == null) {
            renewedAt = now();
            if (kept) {
                remember();
            }
            return true;
        } else if (refuse) {
            throw new DeliveryException(place + " is being changed by " + other
                    + "; wait for its end, or let this rollout wait with concurrency: 'wait'");
        }
        if (!told) {
            told = true;
            delivery.events()
                    .publish(new Remark(
                            delivery.clock().instant(),
                            false,
                            place.toString(),
                            "is being changed by " + other + "; waiting"));
        }
        return false;
    }

    /**
     * For a rollout that goes on after a restart, or after a strategy had it wait: whoever took over meanwhile changes the same objects. Nobody
     * does so soon after it was taken or renewed.
     */
    synchronized void takeAgain(Cluster cluster) throws DeliveryException {
        if (renewedAt != null && !isToBeRenewed()) {
            return;
        }
        TargetLock.Holder other;
        try {
            other = lock.take(cluster, hold);
        } catch (NamespaceMissing e) {
            return; // it was deleted meanwhile: what is waited for is found gone
        }
        if (other != null) {
            throw new DeliveryException(place + " was taken over by " + other + " while this run was away");
        }
        renewedAt = now();
    }

    private boolean isToBeRenewed() {
        return now().isAfter(renewedAt.plus(TargetLock.RENEWAL));
    }

    /** Makes the namespace where the plan has it; whether it does. It is told with the rest of the plan. */
    boolean makeNamespace(Cluster cluster, String rollout) throws DeliveryException {
        RolloutPlan plan = RolloutPlan.kept(delivery, RolloutPlan.planOf(rollout));
        WorkloadRef namespace = new WorkloadRef("v1", "Namespace", null, place.namespace());
        for (Manifest one : plan == null ? List.<Manifest>of() : plan.manifests()) {
            if (one.ref().equals(namespace)) {
                cluster.apply(one, plan.force());
                return true;
            }
        }
        return false;
    }

    /** Shows now and then that the run goes on, to controllers that cannot look at it. */
    synchronized void renew(Cluster cluster) throws DeliveryException {
        if (renewedAt == null || isToBeRenewed()) {
            renewedAt = now();
            lock.renew(cluster, hold);
        }
    }

    /** Ends the turn, unless the deployment goes on; where that fails it is told, and the target is free when the run ends. */
    synchronized void end(Cluster cluster) {
        try {
            if (!kept) {
                lock.release(cluster, hold);
            }
        } catch (DeliveryException e) {
            staysReserved(delivery, "this target", e);
        }
    }

    private static void staysReserved(DeliveryContext delivery, String target, DeliveryException e) {
        delivery.events()
                .publish(new Remark(
                        delivery.clock().instant(),
                        false,
                        target,
                        "stays reserved until the run ends: " + e.getMessage()));
    }

    private static String notes(String deployment) {
        return "turns-" + deployment;
    }

    private void remember() throws DeliveryException {
        try {
            Set<Place> places = places(delivery, hold);
            if (places.add(place)) {
                delivery.release().keep(notes(hold), MAPPER.writeValueAsString(places));
            }
        } catch (IOException e) {
            throw new DeliveryException("what a deployment changes cannot be written down: " + e.getMessage(), e);
        }
    }

    private static Set<Place> places(DeliveryContext delivery, String deployment) throws IOException {
        String noted = delivery.release().kept(notes(deployment)).orElse(null);
        try {
            return noted == null ? new LinkedHashSet<>() : new LinkedHashSet<>(MAPPER.readValue(noted, PLACES));
        } catch (JsonProcessingException e) {
            return new LinkedHashSet<>();
        }
    }

    /** Gives back all turns of a deployment that closes; what cannot be given back is free when the run ends. Pool thread. */
    public static void endAll(DeliveryContext delivery, String deployment) {
        try {
            for (Place place : places(delivery, deployment)) {
                try (Cluster cluster = Clusters.open(delivery.clusters().resolve(place.cluster()))) {
                    new TargetLock(delivery, place.namespace(), place.set()).release(cluster, deployment);
                } catch (DeliveryException e) {
                    staysReserved(delivery, place.toString(), e);
                }
            }
        } catch (IOException e) {
            delivery.events()
                    .publish(new Remark(
                            delivery.clock().instant(),
                            true,
                            "deployment " + deployment,
                            "its record cannot be read: " + e.getMessage()));
        }
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
