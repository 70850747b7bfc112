package io.jenkins.plugins.storefront.delivery.model;

/**
 * Where a release can be put.
 *
 * @param name as admins gave it, such as {@code production}
 * @param tier what it is for
 * @param cluster name of the cluster connection
 * @param namespace Kubernetes namespace, or null for the connection's own
 * @param undo what happens to a failed deployment unless the Jenkinsfile says otherwise
 * @param restricted whether only runs that hold the permission Storefront/Deploy may deploy there; a host without permissions lets
 *     everybody
 */
public record Environment(
        String name, Tier tier, String cluster, String namespace, UndoPolicy undo, boolean restricted) {
    /** An environment that everybody may deploy to. */
    public Environment(String name, Tier tier, String cluster, String namespace, UndoPolicy undo) {
        this(name, tier, cluster, namespace, undo, false);
    }
}
