/** Notices as people would see them in Slack, in mail clients and in other chats. */
package io.jenkins.plugins.storefront.delivery.notify.preview;
