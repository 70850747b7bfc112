/** Finding files in a workspace. */
package io.jenkins.plugins.storefront.delivery.files;
