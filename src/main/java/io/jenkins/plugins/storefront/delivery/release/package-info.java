/** The run's release: made from events, written as JSON. */
package io.jenkins.plugins.storefront.delivery.release;
