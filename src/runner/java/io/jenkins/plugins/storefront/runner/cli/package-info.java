/** The command {@code storefront}. */
package io.jenkins.plugins.storefront.runner.cli;
