/** Typed events: what happened, told once, for every listener. */
package io.jenkins.plugins.storefront.delivery.event;
