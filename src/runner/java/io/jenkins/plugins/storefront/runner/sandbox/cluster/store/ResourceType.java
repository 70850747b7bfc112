package io.jenkins.plugins.storefront.runner.sandbox.cluster.store;

/**
 * A kind as the API serves it.
 *
 * @param group API group, empty for the core one
 * @param version such as {@code v1}
 * @param kind such as {@code Deployment}
 * @param plural name in paths, such as {@code deployments}
 * @param namespaced whether its objects are in a namespace
 */
public record ResourceType(String group, String version, String kind, String plural, boolean namespaced) {
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As messages of the API name it: {@code deployments.apps}. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
