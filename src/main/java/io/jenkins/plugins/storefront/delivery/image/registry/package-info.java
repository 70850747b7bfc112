/**
 * Image registries over HTTP (OCI distribution specification 1.1): what an image's digest is, and the way for a back end that
 * pushes by itself.
 */
package io.jenkins.plugins.storefront.delivery.image.registry;
