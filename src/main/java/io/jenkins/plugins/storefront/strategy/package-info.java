/** Strategies as parameters of {@code clusterRollout}: thin, typed, turned into the engine's values. */
package io.jenkins.plugins.storefront.strategy;
