package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoStarted;
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
    private final RolloutRequest request;
    private final RolloutSession session;

    RolloutStart(DeliveryContext delivery, Cluster cluster, RolloutRequest request, RolloutSession session) {
        this.delivery = delivery;
        this.cluster = cluster;
        this.request = request;
        this.session = session;
    }

    /** Asks the cluster what to do. */
    @FunctionalInterface
    interface Planning {
        /** The plan, or null where there is nothing to do. */
        RolloutState by(Planner planner) throws DeliveryException;
    }

    /** Begins what is planned so. */
    void plan(Planning planning) throws DeliveryException {
        begin(() -> Turn.of(delivery, cluster, request), planning);
    }

    /** Begins the undo of a rollout. */
    void undo(String undone, String why) throws DeliveryException {
        delivery.events().publish(new UndoStarted(delivery.clock().instant(), undone, why));
        begin(() -> Turn.ofUndo(delivery, cluster, request, undone), planner -> {
            RolloutState planned = planner.undo(request, undone);
            if (planned == null) {
                delivery.events()
                        .publish(new UndoEnded(delivery.clock().instant(), undone, true, "nothing had been changed"));
            }
            return planned;
        });
    }

    /** Whose turn it waits for. */
    @FunctionalInterface
    private interface Waiting {
        Turn turn() throws DeliveryException;
    }

    /** Begins now, or later; what fails now is thrown, and what fails later is told to the session. */
    private void begin(Waiting waiting, Planning planning) throws DeliveryException {
        RolloutState planned;
        try {
            Turn wanted = waiting.turn();
            if (!wanted.take(cluster, request.options().refuseIfHeld())) {
                again(wanted, planning, delivery.clock().instant().plus(request.timeout()));
                return;
            }
            planned = plan(wanted, planning);
        } catch (DeliveryException e) {
            session.release();
            throw new DeliveryException("cluster " + request.cluster() + ": " + e.getMessage(), e);
        }
        session.begun(planned);
    }

    private RolloutState plan(Turn taken, Planning planning) throws DeliveryException {
        session.hasTurn(taken);
        return planning.by(new Planner(delivery, cluster));
    }

    private void again(Turn wanted, Planning planning, Instant last) {
        delivery.pool().schedule(() -> later(wanted, planning, last), BETWEEN_TURNS);
    }

    private void later(Turn wanted, Planning planning, Instant last) {
        if (session.isOver()) {
            return;
        }
        RolloutState planned;
        try {
            if (!wanted.take(cluster, delivery.clock().instant().isAfter(last))) {
                again(wanted, planning, last);
                return;
            }
            planned = plan(wanted, planning);
        } catch (DeliveryException e) {
            session.neverBegan(e);
            return;
        }
        session.begun(planned);
    }
}
