package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;

/**
 * What one look at one object says.
 *
 * @param verdict where it stands
 * @param ready replicas that serve the new revision
 * @param desired replicas that should
 * @param status one phrase for people
 * @param cause why, when it fails; while it progresses, what holds it up where that is known; else null
 * @param patience how long this may last
 * @param restarts of the containers that make it up, to notice one in the settling time
 */
public record Assessment(
        Verdict verdict, int ready, int desired, String status, FailureCause cause, Patience patience, long restarts) {
    /** Where an object stands. */
    public enum Verdict {
        PROGRESSING,
        READY,
        /** It fails in a way that may heal by itself. */
        FAILING_MAYBE,
        /** It fails in a way that waiting does not change. */
        FAILED_CERTAIN,
        /** Nothing moved for too long, or there is no time left. No look says so; the machine does. */
        STALLED
    }

    /** How long a state may last that is not final. */
    public enum Patience {
        /** Until nothing has moved for too long. */
        LONG,
        /** For the grace, and then it has failed. */
        GRACE,
        /** For the grace, and then it counts as ready: nobody may ever say more. */
        THEN_READY
    }

    static Assessment progressing(int ready, int desired, String status) {
        return new Assessment(Verdict.PROGRESSING, ready, desired, status, null, Patience.LONG, 0);
    }

    static Assessment ready(int count, String status) {
        return new Assessment(Verdict.READY, count, count, status, null, Patience.LONG, 0);
    }

    /** Waiting changes nothing. */
    static Assessment failed(FailureCause cause) {
        return new Assessment(Verdict.FAILED_CERTAIN, 0, 0, cause.code(), cause, Patience.LONG, 0);
    }

    Assessment certainly(FailureCause why) {
        return new Assessment(Verdict.FAILED_CERTAIN, ready, desired, why.code(), why, Patience.LONG, restarts);
    }

    Assessment maybe(FailureCause why, Patience how) {
        return new Assessment(Verdict.FAILING_MAYBE, ready, desired, why.code(), why, how, restarts);
    }

    /** The same, and what holds it up. */
    Assessment heldUpBy(FailureCause why) {
        return new Assessment(verdict, ready, desired, status, why, patience, restarts);
    }

    /** The same, but it is ready after the grace if nobody says more. */
    Assessment orReadyAfterGrace() {
        return new Assessment(verdict, ready, desired, status, cause, Patience.THEN_READY, restarts);
    }

    Assessment withRestarts(long count) {
        return new Assessment(verdict, ready, desired, status, cause, patience, count);
    }

    /** What it is once the patience is over; see {@link Patience#THEN_READY}. */
    public Assessment asReady() {
        return new Assessment(Verdict.READY, desired, desired, "accepted; " + status, null, Patience.LONG, restarts);
    }

    /** Ready, but not yet for long enough. */
    public Assessment settling() {
        return new Assessment(
                Verdict.PROGRESSING, ready, desired, "serves; must settle", null, Patience.LONG, restarts);
    }
}
