/** Further names for images: promoted to other repositories and registries, tagged, looked up. No daemon, no workspace needed. */
package io.jenkins.plugins.storefront.delivery.image.promote;
