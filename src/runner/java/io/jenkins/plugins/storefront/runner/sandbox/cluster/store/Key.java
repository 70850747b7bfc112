package io.jenkins.plugins.storefront.runner.sandbox.cluster.store;

/**
 * Names one object.
 *
 * @param namespace empty for objects of the whole cluster
 */
public record Key(ResourceType type, String namespace, String name) {}
