package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.Set;

/** The API server's answer where it was not what was wanted. */
final class ClusterRefusal extends DeliveryException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final boolean ours;

    /** @param managers who owns the fields of a conflict; empty where it is none */
    ClusterRefusal(String message, int code, Set<String> managers, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.ours = !managers.isEmpty()
                && managers.stream().allMatch(manager -> manager.startsWith(Fabric8Cluster.FIELD_MANAGER));
    }

    boolean isForbidden() {
        return code == 403;
    }

    /** Whether there was no answer of the object's, so that asking for the next one is in vain too. */
    boolean isUnreachable() {
        return code <= 0 || code == 401 || code == 429 || code >= 500;
    }

    boolean isNotFound() {
        return code == 404;
    }

    /** Somebody was first. */
    boolean isConflict() {
        return code == 409;
    }

    /** Whether the fields of the conflict are held by us alone: a scaling or an undo of before. */
    boolean isWithOurselves() {
        return ours;
    }
}
