/** Deployments on record: what is where, since when, by which run and whom. */
package io.jenkins.plugins.storefront.delivery.ledger;
