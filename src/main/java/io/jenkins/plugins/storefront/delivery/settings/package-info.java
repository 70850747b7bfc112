/** What admins configure, as plain values: the same in Jenkins (UI and JCasC) and in the runner's {@code config.yaml}. */
package io.jenkins.plugins.storefront.delivery.settings;
