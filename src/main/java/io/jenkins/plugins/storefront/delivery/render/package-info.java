/** Renders manifests where the workspace is, by the tools that are found there. */
package io.jenkins.plugins.storefront.delivery.render;
