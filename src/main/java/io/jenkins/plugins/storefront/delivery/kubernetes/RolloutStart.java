package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;

/** Waits for a session's turn at its target, without a thread, and plans when it has come. */
final class RolloutStart {
    /** Whoever waits for a turn asks again so often. */
    private static final Duration BETWEEN_TURNS = Duration.ofSeconds(3);

    private final DeliveryContext delivery;
    private final Cluster cluster;
    private final RolloutSession session;

    RolloutStart(DeliveryContext delivery, Cluster cluster, RolloutSession session) {
        this.delivery = delivery;
        this.cluster = cluster;
        this.session = session;
    }

    /** Something that asks the cluster. */
    @FunctionalInterface
    interface Asking<T> {
        T get() throws DeliveryException;
    }

    /** Begins now, or later; what fails now is thrown, and what fails later is told to the session. */
    void begin(RolloutRequest request, Asking<Turn> whose, Asking<RolloutState> planning) throws DeliveryException {
        Planned planned;
        try {
            Turn wanted = whose.get();
            planned = planned(wanted, planning, request.options().refuseIfHeld());
            if (planned == null) {
                again(wanted, planning, delivery.clock().instant().plus(request.timeout()));
                return;
            }
        } catch (DeliveryException e) {
            session.release();
            throw new DeliveryException("cluster " + request.cluster() + ": " + e.getMessage(), e);
        }
        session.begun(planned.state());
    }

    private void again(Turn wanted, Asking<RolloutState> planning, Instant last) {
        delivery.pool().schedule(() -> later(wanted, planning, last), BETWEEN_TURNS);
    }

    private void later(Turn wanted, Asking<RolloutState> planning, Instant last) {
        if (session.isOver()) {
            return;
        }
        Planned planned;
        try {
            planned = planned(wanted, planning, delivery.clock().instant().isAfter(last));
            if (planned == null) {
                again(wanted, planning, last);
                return;
            }
        } catch (DeliveryException e) {
            session.neverBegan(e);
            return;
        }
        session.begun(planned.state());
    }

    /** @param state null where there is nothing to do */
    private record Planned(RolloutState state) {}

    /**
     * Takes the turn and plans. A target whose namespace comes with the set can be taken only once that is there, so it is planned
     * first: of several first releases, the one that has the lease goes on, and the others wait and plan anew.
     *
     * @return null where another run has the turn
     */
    private Planned planned(Turn wanted, Asking<RolloutState> planning, boolean refuse) throws DeliveryException {
        Planned early = null;
        try {
            if (!wanted.take(cluster, refuse)) {
                return null;
            }
        } catch (NamespaceMissing e) {
            early = new Planned(planning.get());
            if (early.state() != null
                    && wanted.makeNamespace(cluster, early.state().id())
                    && !wanted.take(cluster, refuse)) {
                return null;
            }
        }
        session.hasTurn(wanted);
        return early == null ? new Planned(planning.get()) : early;
    }
}
