package io.jenkins.plugins.storefront.delivery.notify;

import com.slack.api.RequestConfigurator;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.webhook.WebhookResponse;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends to one Slack workspace through Slack's own SDK: with a bot token, or to an incoming webhook. */
final class SlackSender {
    private static final int TIMEOUT_MILLIS = 15_000;

    /** A longer wait is not worth holding the message back; a later notice tells more. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Slack's errors that a person can mend (docs.slack.dev/reference/methods/chat.postMessage). */
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

    private final SlackSettings settings;
    private final Secret credential;

    SlackSender(SlackSettings settings, Secret credential) {
        this.settings = settings;
        this.credential = credential;
    }

    /** A client with that time limit for each call; the caller closes it. */
    static Slack client(SlackSettings settings, int timeoutMillis) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.apiUrl());
        config.setHttpClientReadTimeoutMillis(timeoutMillis);
        config.setHttpClientCallTimeoutMillis(timeoutMillis);
        config.setStatsEnabled(false); // else the SDK asks Slack who the token is before each message
        return Slack.getInstance(config);
    }

    /** What to do about one of Slack's errors. */
    static String help(String error) {
        return HELP.getOrDefault(error, "refused: " + error);
    }

    /** Sends and returns {@code channel/ts}, or an empty text for a webhook, which answers nothing. */
    String send(String channel, SlackMessage message) throws DeliveryException {
        try (Slack slack = client(settings, TIMEOUT_MILLIS)) {
            return credential.reveal().startsWith("http")
                    ? webhook(slack, message)
                    : post(slack, channel == null ? settings.defaultChannel() : channel, message);
        } catch (DeliveryException e) {
            throw e;
        } catch (BusyException e) {
            throw new DeliveryException(
                    "Slack '" + settings.name() + "' answers " + e.status + " again and again; "
                            + (e.status == 429 ? "send fewer messages, or try again later" : "try again later"),
                    e);
        } catch (SlackApiException e) {
            throw new DeliveryException(
                    "Slack '" + settings.name() + "' answers " + e.getResponse().code()
                            + "; check the address of its API and what is between here and there",
                    e);
        } catch (Exception e) {
            throw new DeliveryException("Slack '" + settings.name() + "' cannot be reached: " + e.getMessage(), e);
        }
    }

    private String post(Slack slack, String channel, SlackMessage message) throws Exception {
        if (channel == null) {
            throw new DeliveryException(
                    "name a channel, or configure a default one for Slack '" + settings.name() + "'");
        }
        ChatPostMessageResponse answer = retried(() -> posted(slack, request -> request.channel(channel)
                .blocksAsString(message.blocks())
                .text(message.text())
                .unfurlLinks(false)
                .unfurlMedia(false)));
        if (!answer.isOk()) {
            throw new DeliveryException(
                    "Slack '" + settings.name() + "', channel " + channel + ": " + help(answer.getError()));
        }
        return answer.getChannel() + "/" + answer.getTs();
    }

    private ChatPostMessageResponse posted(
            Slack slack, RequestConfigurator<ChatPostMessageRequest.ChatPostMessageRequestBuilder> message)
            throws IOException, SlackApiException {
        try {
            return slack.methods(credential.reveal()).chatPostMessage(message);
        } catch (SlackApiException e) {
            BusyException.check(e.getResponse().code(), e.getResponse().header("Retry-After"));
            throw e;
        }
    }

    private String webhook(Slack slack, SlackMessage message) throws Exception {
        String payload =
                "{\"text\":" + new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(message.text())
                        + ",\"blocks\":" + message.blocks() + "}";
        WebhookResponse answer = retried(() -> {
            WebhookResponse one = slack.send(credential.reveal(), payload);
            List<String> after = one.getHeaders().getOrDefault("retry-after", List.of());
            BusyException.check(one.getCode(), after.isEmpty() ? null : after.get(0));
            return one;
        });
        if (answer.getCode() != 200) {
            throw new DeliveryException("Slack '" + settings.name() + "': the webhook answers " + answer.getCode() + " "
                    + String.valueOf(answer.getBody()).lines().findFirst().orElse("")
                    + "; check the credential of this connection");
        }
        return "";
    }

    private static <T> T retried(CheckedSupplier<T> call) throws Exception {
        RetryPolicy<T> policy = RetryPolicy.<T>builder()
                .handle(IOException.class)
                .withDelayFn(attempt -> retryAfter(attempt.getLastException()))
                .withMaxRetries(3)
                .build();
        try {
            return Failsafe.with(policy).get(call);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Duration retryAfter(Throwable e) {
        return e instanceof BusyException busy ? busy.wait : Duration.ofMillis(500);
    }

    /** Slack wants no message now, or fails itself; another try may go well. */
    private static final class BusyException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final Duration wait;

        private BusyException(int status, Duration wait) {
            super("Slack answers " + status);
            this.status = status;
            this.wait = wait;
        }

        /** Throws where {@code status} means busy; {@code retryAfter} is the header's value or null. */
        static void check(int status, String retryAfter) throws BusyException {
            if (status == 429 || status >= 500) {
                throw new BusyException(status, parse(retryAfter));
            }
        }

        private static Duration parse(String retryAfter) {
            if (retryAfter == null || !retryAfter.trim().matches("\\d{1,6}")) {
                return Duration.ofMillis(retryAfter == null ? 500 : 1000);
            }
            Duration said = Duration.ofSeconds(Long.parseLong(retryAfter.trim()));
            return said.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : said;
        }
    }
}
