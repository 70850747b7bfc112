/** Connections that other plugins keep, for ours that refer to them. Those plugins are optional: {@link Adopted} is the only door. */
package io.jenkins.plugins.storefront.adopted;
