/**
 * An image registry for the local runner and for tests: the pull and push parts of the OCI distribution specification 1.1,
 * on loopback, its content in a folder.
 */
package io.jenkins.plugins.storefront.runner.sandbox.registry;
