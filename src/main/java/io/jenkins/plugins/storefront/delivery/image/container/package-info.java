/** Containers that run beside the steps of a block, on the machine of the workspace, and are always removed. */
package io.jenkins.plugins.storefront.delivery.image.container;
