package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;

/**
 * A planned rollout, for whoever takes it over.
 *
 * @param turn at the target, which stays taken
 * @param eyes that the planning was done with; they are closed soon
 * @param seen what the planning saw of the cluster a moment ago
 */
record Handover(RolloutState planned, Turn turn, Eyes eyes, Live seen) {}
