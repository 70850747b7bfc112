package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;

/**
 * What one look at one object says.
 *
 * @param verdict where it stands
 * @param ready replicas that serve the new revision
 * @param desired replicas that should
 * @param status one phrase for people
 * @param cause why, when it fails; else null
 */
record Assessment(Verdict verdict, int ready, int desired, String status, FailureCause cause) {
    /** Where an object stands. */
    enum Verdict {
        PROGRESSING,
        READY,
        /** It fails in a way that may heal by itself. */
        FAILING_MAYBE,
        /** It fails in a way that waiting does not change. */
        FAILED
    }

    static Assessment progressing(int ready, int desired, String status) {
        return new Assessment(Verdict.PROGRESSING, ready, desired, status, null);
    }

    static Assessment ready(int count, String status) {
        return new Assessment(Verdict.READY, count, count, status, null);
    }

    static Assessment failed(FailureCause cause) {
        return new Assessment(Verdict.FAILED, 0, 0, cause.code(), cause);
    }

    Assessment failing(Verdict how, FailureCause why) {
        return new Assessment(how, ready, desired, why.code(), why);
    }
}
