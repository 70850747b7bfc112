package io.jenkins.plugins.storefront.delivery.rollout.check;

/** Says of one kind of object where it stands; see {@link Checks} for what holds of all kinds. */
@FunctionalInterface
interface Check {
    Assessment assess(Look look);
}
