/** Notices on their way: written down before they are sent, and sent once, in order. */
package io.jenkins.plugins.storefront.delivery.notify.outbox;
