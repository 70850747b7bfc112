/** What people are told: composed from the release by logic-less templates, sent to Slack and by mail. */
package io.jenkins.plugins.storefront.delivery.notify;
