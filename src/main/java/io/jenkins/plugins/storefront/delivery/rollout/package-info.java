/**
 * Rollouts as values and pure functions: manifests, pinned images, the state machine that says when a rollout serves or has
 * failed, and why. No client, thread or clock is in here; {@code delivery.kubernetes} feeds it.
 */
package io.jenkins.plugins.storefront.delivery.rollout;
