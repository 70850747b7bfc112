/**
 * The delivery engine: images, rollouts, deployments and notices as plain Java.
 *
 * <p>Nothing here knows Jenkins. Whatever the engine needs of its host it asks for through the ports of
 * {@link io.jenkins.plugins.storefront.delivery.port}; whatever happens it tells as
 * {@linkplain io.jenkins.plugins.storefront.delivery.event typed events}.
 */
package io.jenkins.plugins.storefront.delivery;
