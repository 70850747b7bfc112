package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;

/**
 * A kind in a namespace: what one list and one watch are about.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param namespace or null for a kind of the whole cluster
 */
public record Kind(String apiVersion, String kind, String namespace) {
    /** The kind that {@code object} is of, in its namespace. */
    public static Kind of(WorkloadRef object) {
        return new Kind(object.apiVersion(), object.kind(), object.namespace());
    }

    /** Only warnings are told, so only those are asked for. */
    public String fieldSelector() {
        return kind.equals("Event") ? "type=Warning" : null;
    }

    @Override
    public String toString() {
        return kind + "s" + (namespace == null ? "" : " of " + namespace);
    }
}
