package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.model.RolloutAction;

/**
 * What somebody said about a rollout.
 *
 * @param who for people
 */
public record Command(RolloutAction action, String who) {}
