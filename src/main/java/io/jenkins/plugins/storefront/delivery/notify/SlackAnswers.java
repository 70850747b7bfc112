package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What Slack's refusals mean, and what a person can do about them. */
final class SlackAnswers {
    /** There is nothing to update any more (docs.slack.dev/reference/methods/chat.update). */
    static final Set<String> GONE = Set.of("message_not_found", "cant_update_message", "edit_window_closed");

    /** There is no such channel any more, or it takes nothing more. */
    static final Set<String> NO_CHANNEL = Set.of("is_archived", "channel_not_found");

    /** Slack's errors that pass; some of the call may have been done (docs.slack.dev/reference/methods/chat.postMessage). */
    private static final Set<String> PASSING =
            Set.of("fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org");

    private static final Set<String> LIMITED = Set.of("ratelimited", "rate_limited");

    /** Slack's errors that a person can mend. */
    private static final Map<String, String> HELP = Map.of(
            "invalid_auth", "Slack does not know the token; renew the credential of this connection",
            "account_inactive", "the bot was removed from the workspace; install it again",
            "token_revoked", "the token was revoked; renew the credential of this connection",
            "channel_not_found",
                    "there is no such channel, or the bot may not see it; invite the bot or correct the name",
            "not_in_channel", "the bot is not in the channel; invite it with /invite",
            "is_archived", "the channel is archived; choose another one",
            "missing_scope", "the token lacks the scope chat:write; add it and install the app again",
            "msg_too_long", "the message is too long");

    private static final Duration UNSAID = Duration.ofSeconds(1);

    private final String connection;

    SlackAnswers(String connection) {
        this.connection = connection;
    }

    /** Whether the same call may be answered otherwise later. */
    static boolean passes(String error) {
        return PASSING.contains(error) || LIMITED.contains(error);
    }

    /** What to do about one of Slack's errors. */
    static String help(String error) {
        return HELP.getOrDefault(String.valueOf(error), "refused: " + error);
    }

    /** Of an answer with {@code ok} false. */
    CourierAnswer ofError(String channel, String error) {
        if (LIMITED.contains(error)) {
            return ofStatus(429, null);
        } else if (PASSING.contains(error)) {
            return new CourierAnswer.Failed(true, "Slack '" + connection + "' answers " + error);
        }
        return new CourierAnswer.Refused("Slack '" + connection + "', channel " + channel + ": " + help(error));
    }

    /** Of an answer that is not what Slack's API answers; {@code retryAfter} is the header's value or null. */
    CourierAnswer ofStatus(int status, String retryAfter) {
        if (status == 429) {
            Duration wait = retryAfter != null && retryAfter.trim().matches("\\d{1,6}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.trim()))
                    : UNSAID;
            return new CourierAnswer.Busy(
                    wait, "Slack '" + connection + "' answers 429 and wants " + wait.toSeconds() + " s of rest");
        } else if (status >= 500) {
            return new CourierAnswer.Failed(true, "Slack '" + connection + "' answers " + status);
        } else if (status == 200) {
            return new CourierAnswer.Failed(
                    true,
                    "Slack '" + connection + "' answers something else than JSON; check the address of its API and what"
                            + " is between here and there");
        }
        return new CourierAnswer.Refused("Slack '" + connection + "' answers " + status
                + "; check the address of its API and what is between here and there");
    }

    CourierAnswer unreachable(IOException e) {
        boolean never = e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException;
        return new CourierAnswer.Failed(
                !never,
                "Slack '" + connection + "' cannot be reached: "
                        + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
}
