/** Adapters that give the engine's ports inside Jenkins. */
package io.jenkins.plugins.storefront.host;
