package io.jenkins.plugins.storefront.delivery.model;

/**
 * Names one object of a cluster.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param namespace or null for objects of the whole cluster
 * @param name the object's name
 */
public record WorkloadRef(String apiVersion, String kind, String namespace, String name) {
    @Override
    public String toString() {
        return kind + " " + (namespace == null ? "" : namespace + "/") + name;
    }
}
