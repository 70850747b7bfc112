/** The suite's own permissions. */
package io.jenkins.plugins.storefront.permissions;
