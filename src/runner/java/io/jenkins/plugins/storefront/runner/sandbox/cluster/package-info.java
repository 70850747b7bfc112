/** The Kubernetes cluster of the sandbox, all in this process. */
package io.jenkins.plugins.storefront.runner.sandbox.cluster;
