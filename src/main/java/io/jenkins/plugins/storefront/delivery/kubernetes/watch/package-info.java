/**
 * What the cluster has, kept up to date: one list and one watch per kind and namespace for all waits that use the same login. Knows
 * no client library; {@link io.jenkins.plugins.storefront.delivery.kubernetes.watch.Feed} brings the answers of the API server.
 */
package io.jenkins.plugins.storefront.delivery.kubernetes.watch;
