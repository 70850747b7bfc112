/**
 * Gates: what must hold before a delivery goes on. A {@link io.jenkins.plugins.storefront.delivery.guard.GateRule} is a value that is
 * written down; a {@link io.jenkins.plugins.storefront.delivery.guard.Gate} is made of it where it is asked.
 */
package io.jenkins.plugins.storefront.delivery.guard;
