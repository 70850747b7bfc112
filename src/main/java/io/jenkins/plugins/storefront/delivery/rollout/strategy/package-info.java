/**
 * How a new version comes to serve: at once, beside the old one, by and by, or after it. Values and pure functions only;
 * {@code delivery.kubernetes} does what they say.
 */
package io.jenkins.plugins.storefront.delivery.rollout.strategy;
