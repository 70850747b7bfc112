package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.notify.text.Language;

/**
 * What a Slack notice shall be.
 *
 * @param id of the notice; the same id is sent once
 * @param connection name, or null for the first one
 * @param channel id or name, or null for the connection's own
 * @param message free text in front, or null
 * @param template text of a template of the team's, or null for ours
 * @param update the message that gets this content, or null
 * @param thread the message that this replies to, or null
 * @param definite whether the caller waits for its end; it is given up after minutes then, else after a day
 * @param language of the words, or null for the connection's
 */
public record SlackRequest(
        String id,
        String connection,
        String channel,
        String message,
        String template,
        MessageRef update,
        MessageRef thread,
        boolean definite,
        Language language) {
    /** One in the connection's language. */
    public SlackRequest(
            String id,
            String connection,
            String channel,
            String message,
            String template,
            MessageRef update,
            MessageRef thread,
            boolean definite) {
        this(id, connection, channel, message, template, update, thread, definite, null);
    }
    /**
     * A message of an earlier notice.
     *
     * @param key as its handle has it
     * @param reference what Slack calls it, or null where it was not sent yet
     */
    public record MessageRef(String key, String reference) {}

    /** Whether this is the release's own message in its channel, which lives. */
    boolean ofRelease() {
        return message == null && template == null && update == null && thread == null;
    }
}
