package io.jenkins.plugins.storefront.runner.sandbox.slack;

/**
 * What {@link SandboxSlack} answers instead of what it would.
 *
 * @param status HTTP status
 * @param error Slack's word for it; the whole answer for a webhook
 * @param retryAfter seconds for the {@code Retry-After} header, or negative for none
 * @param taken whether it does all the same what it was asked
 * @param html whether {@code error} is a page, such as a proxy's, instead of a word
 */
public record SlackAnswer(int status, String error, int retryAfter, boolean taken, boolean html) {
    /** A refusal as Slack words it, such as {@code channel_not_found}; the Web API sends them with status 200. */
    public static SlackAnswer refusal(String error) {
        return new SlackAnswer(200, error, -1, false, false);
    }

    /** Too many messages: 429 with {@code Retry-After} in seconds. */
    public static SlackAnswer tooMany(int retryAfter) {
        return new SlackAnswer(429, "ratelimited", retryAfter, false, false);
    }

    /** A failure of Slack itself, such as 503. */
    public static SlackAnswer failure(int status) {
        return new SlackAnswer(status, "service_unavailable", -1, false, false);
    }

    /** A failure of Slack itself that it says of a message it has taken. */
    public static SlackAnswer failureAfterTaking(int status) {
        return new SlackAnswer(status, "service_unavailable", -1, true, false);
    }

    /** A page of something between here and Slack. */
    public static SlackAnswer page(String html) {
        return new SlackAnswer(200, html, -1, false, true);
    }
}
