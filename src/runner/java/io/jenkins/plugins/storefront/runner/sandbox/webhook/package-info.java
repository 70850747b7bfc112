/** The webhooks of chats and of a program, in this process. */
package io.jenkins.plugins.storefront.runner.sandbox.webhook;
