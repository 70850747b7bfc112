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
        Planned planned;
        try {
            Turn wanted = waiting.turn();
            planned = planned(wanted, planning, request.options().refuseIfHeld());
            if (planned == null) {
                again(wanted, planning, delivery.clock().instant().plus(request.timeout()));
                return;
            }
        } catch (DeliveryException e) {
            session.release();
            throw new DeliveryException("cluster " + request.cluster() + ": " + e.getMessage(), e);
        }
        session.begun(planned);
    }

    private void again(Turn wanted, Planning planning, Instant last) {
        delivery.pool().schedule(() -> later(wanted, planning, last), BETWEEN_TURNS);
    }

    private void later(Turn wanted, Planning planning, Instant last) {
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
        session.begun(planned);
    }

    /**
     * What was planned.
     *
     * @param state null where there is nothing to do
     * @param seen what was seen of the cluster for it
     */
    record Planned(RolloutState state, Live seen) {}

    /**
     * Takes the turn and plans. A target whose namespace comes with the set can be taken only once that is there, so it is planned
     * first: of several first releases, the one that has the lease goes on, and the others wait and plan anew.
     *
     * @return null where another run has the turn
     */
    private Planned planned(Turn wanted, Planning planning, boolean refuse) throws DeliveryException {
        Planner planner = new Planner(delivery, cluster);
        Planned early = null;
        try {
            if (!wanted.take(cluster, refuse)) {
                return null;
            }
        } catch (NamespaceMissing e) {
            early = new Planned(planning.by(planner), planner.seen());
            if (early.state() != null
                    && wanted.makeNamespace(cluster, early.state().id())
                    && !wanted.take(cluster, refuse)) {
                return null;
            }
        }
        session.hasTurn(wanted);
        return early == null ? new Planned(planning.by(planner), planner.seen()) : early;
    }
}
