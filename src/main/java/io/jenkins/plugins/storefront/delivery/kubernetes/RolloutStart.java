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
        RolloutState planned;
        try {
            Turn wanted = whose.get();
            if (!wanted.take(cluster, request.options().refuseIfHeld())) {
                again(wanted, planning, delivery.clock().instant().plus(request.timeout()));
                return;
            }
            session.hasTurn(wanted);
            planned = planning.get();
        } catch (DeliveryException e) {
            session.release();
            throw new DeliveryException("cluster " + request.cluster() + ": " + e.getMessage(), e);
        }
        session.begun(planned);
    }

    private void again(Turn wanted, Asking<RolloutState> planning, Instant last) {
        delivery.pool().schedule(() -> later(wanted, planning, last), BETWEEN_TURNS);
    }

    private void later(Turn wanted, Asking<RolloutState> planning, Instant last) {
        if (session.isOver()) {
            return;
        }
        RolloutState planned;
        try {
            if (!wanted.take(cluster, delivery.clock().instant().isAfter(last))) {
                again(wanted, planning, last);
                return;
            }
            session.hasTurn(wanted);
            planned = planning.get();
        } catch (DeliveryException e) {
            session.neverBegan(e);
            return;
        }
        session.begun(planned);
    }
}
