/** Objects of the sandbox cluster: kinds, the store with its versions and history, and what can be asked of one object. */
package io.jenkins.plugins.storefront.runner.sandbox.cluster.store;
