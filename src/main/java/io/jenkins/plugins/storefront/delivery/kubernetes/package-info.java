/** Kubernetes: one cluster behind a small interface, and the session that takes a rollout from plan to verdict and back. */
package io.jenkins.plugins.storefront.delivery.kubernetes;
