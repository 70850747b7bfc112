/** Tells events to every listener, and renders them as lines of the run's log. */
package io.jenkins.plugins.storefront.delivery.log;
