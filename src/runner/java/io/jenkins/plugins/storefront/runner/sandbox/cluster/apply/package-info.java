/** Server-side apply: who owns which field, how an applied configuration is merged, and what is a conflict. */
package io.jenkins.plugins.storefront.runner.sandbox.cluster.apply;
