/** Everything that a release talks to, in this process: a cluster, an image registry, Slack and a mail server. */
package io.jenkins.plugins.storefront.runner.sandbox;
