/**
 * What the engine asks of its host. Each port has an adapter for Jenkins and one for the local runner, and one contract
 * suite that both pass.
 */
package io.jenkins.plugins.storefront.delivery.port;
