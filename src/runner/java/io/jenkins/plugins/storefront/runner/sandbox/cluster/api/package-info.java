/** The sandbox cluster's API over HTTP: paths, users, admission, discovery, watches and logs. */
package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;
