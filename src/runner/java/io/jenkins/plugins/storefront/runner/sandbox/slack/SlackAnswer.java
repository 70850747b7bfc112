package io.jenkins.plugins.storefront.runner.sandbox.slack;

/**
 * What {@link SandboxSlack} answers instead of taking a message.
 *
 * @param status HTTP status
 * @param error Slack's word for it; the whole answer for a webhook
 * @param retryAfter seconds for the {@code Retry-After} header, or negative for none
 */
public record SlackAnswer(int status, String error, int retryAfter) {
    /** A refusal as Slack words it, such as {@code channel_not_found}; the Web API sends them with status 200. */
    public static SlackAnswer refusal(String error) {
        return new SlackAnswer(200, error, -1);
    }

    /** Too many messages: 429 with {@code Retry-After} in seconds. */
    public static SlackAnswer tooMany(int retryAfter) {
        return new SlackAnswer(429, "ratelimited", retryAfter);
    }

    /** A failure of Slack itself, such as 503. */
    public static SlackAnswer failure(int status) {
        return new SlackAnswer(status, "service_unavailable", -1);
    }
}
