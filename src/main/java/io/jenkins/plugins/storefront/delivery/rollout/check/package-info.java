/**
 * Whether an object serves as it was applied, a small class for each kind. Pure: what is looked at comes in, an {@link
 * io.jenkins.plugins.storefront.delivery.rollout.check.Assessment} comes out. docs/rollouts.md has the table.
 */
package io.jenkins.plugins.storefront.delivery.rollout.check;
