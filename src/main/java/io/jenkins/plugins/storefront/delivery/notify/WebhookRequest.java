package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;

/**
 * What a webhook shall be told.
 *
 * @param id of the notice; the same id is sent once
 * @param connection name, or null for the first one
 * @param message free text in front, or null
 * @param template of the team's for the text, or null for ours
 * @param language of the words, or null for the connection's
 * @param definite as in {@link SlackRequest}
 */
public record WebhookRequest(
        String id, String connection, String message, TeamTemplate template, Language language, boolean definite) {}
