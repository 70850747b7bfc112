/** A Slack in this process: it answers as Slack's Web API and incoming webhooks do, and keeps what it was sent. */
package io.jenkins.plugins.storefront.runner.sandbox.slack;
