/**
 * Judges a new version by what its metrics say: sources of samples, bounds, and a rank test against what serves now. Missing samples are
 * a failure, never a pass. Judging is pure; only the sources talk to other machines.
 */
package io.jenkins.plugins.storefront.delivery.metrics;
