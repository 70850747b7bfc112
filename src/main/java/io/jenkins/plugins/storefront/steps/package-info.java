/**
 * The Pipeline steps: parameters, descriptor and execution each. They turn parameters into an engine request and let the engine
 * work; of their host they ask for a {@link io.jenkins.plugins.storefront.delivery.port.DeliveryContext} and nothing else, so
 * the same classes run in Jenkins and in the local runner.
 */
package io.jenkins.plugins.storefront.steps;
