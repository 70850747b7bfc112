/** The everyday steps of Pipeline, for the local machine. */
package io.jenkins.plugins.storefront.runner.steps;
