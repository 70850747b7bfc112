/** Notices by HTTP POST: what each chat's message looks like, how it is signed, and what its answers mean. */
package io.jenkins.plugins.storefront.delivery.notify.webhook;
