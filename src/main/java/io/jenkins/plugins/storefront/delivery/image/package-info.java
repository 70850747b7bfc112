/** Image builds: what is asked for, the back ends that build it, and the registry that says what came of it. */
package io.jenkins.plugins.storefront.delivery.image;
