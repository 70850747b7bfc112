package io.jenkins.plugins.storefront.delivery.notify;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.model.Message;
import com.slack.api.webhook.WebhookResponse;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxEntry;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;

/**
 * One attempt to send to one Slack workspace, through Slack's own SDK: with a bot token, or to an incoming webhook, which can neither
 * change a message nor say what it has.
 */
final class SlackSender {
    private static final int TIMEOUT_MILLIS = 15_000;

    private final SlackSettings settings;
    private final Secret credential;
    private final OutgoingProxy proxy;
    private final SlackAnswers answers;

    SlackSender(SlackSettings settings, Secret credential, OutgoingProxy proxy) {
        this.settings = settings;
        this.proxy = proxy;
        this.credential = credential;
        this.answers = new SlackAnswers(settings.name());
    }

    /** A client with that time limit for each call; the caller closes it. */
    static Slack client(SlackSettings settings, String host, OutgoingProxy proxy, int timeoutMillis) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.apiUrl());
        config.setHttpClientReadTimeoutMillis(timeoutMillis);
        config.setHttpClientCallTimeoutMillis(timeoutMillis);
        config.setStatsEnabled(false); // else the SDK asks Slack who the token is before each message
        proxy.to(host).ifPresent(found -> {
            config.setProxyUrl("http://" + found.host() + ":" + found.port());
            found.authorization().ifPresent(login -> config.setProxyHeaders(Map.of("Proxy-Authorization", login)));
        });
        return Slack.getInstance(config);
    }

    /** Where the calls go: a webhook's host, or that of the Web API. */
    static String host(SlackSettings settings, Secret credential) {
        String address = credential.reveal().startsWith("http") ? credential.reveal() : settings.apiUrl();
        try {
            return String.valueOf(new URI(address.strip()).getHost());
        } catch (URISyntaxException e) {
            return ""; // its message would show the address
        }
    }

    /** Sends, or finds it there; a message is known as {@code channel/ts}, one of a webhook by no name. */
    CourierAnswer send(OutboxEntry entry, Payload payload) {
        try (Slack slack = client(settings, host(settings, credential), proxy, TIMEOUT_MILLIS)) {
            return credential.reveal().startsWith("http")
                    ? webhook(slack, payload)
                    : api(slack.methods(credential.reveal()), entry, payload);
        } catch (SlackApiException e) {
            return answers.ofStatus(e.getResponse().code(), e.getResponse().header("Retry-After"));
        } catch (IOException e) {
            return answers.unreachable(e);
        } catch (JsonParseException | IllegalStateException e) { // what the SDK lets out where the answer is no JSON
            return answers.ofStatus(200, null);
        } catch (Exception e) {
            return new CourierAnswer.Failed(
                    true,
                    "Slack '" + settings.name() + "': "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private CourierAnswer api(MethodsClient slack, OutboxEntry entry, Payload payload)
            throws IOException, SlackApiException {
        OutboxNotice notice = entry.notice();
        String known = notice.reference();
        if (notice.message() == null || known == null || known.isEmpty()) {
            known = entry.maybeSent()
                    ? new SlackLookup(slack).find(notice, payload.to().get(0), id(notice))
                    : null;
            if (known != null && notice.message() == null) {
                return new CourierAnswer.Sent(known, null);
            }
        }
        if (known != null && known.contains("/")) {
            CourierAnswer updated = update(slack, notice, payload, known);
            if (updated != null) {
                return updated;
            }
        }
        return post(slack, notice, payload);
    }

    /** Null where there is nothing to update any more. */
    private CourierAnswer update(MethodsClient slack, OutboxNotice notice, Payload payload, String known)
            throws IOException, SlackApiException {
        String[] name = known.split("/", 2);
        ChatUpdateResponse answer = slack.chatUpdate(request -> request.channel(name[0])
                .ts(name[1])
                .text(text(payload))
                .blocksAsString(payload.body())
                .metadata(metadata(notice)));
        if (answer.isOk()) {
            return new CourierAnswer.Sent(answer.getChannel() + "/" + answer.getTs(), null);
        }
        return SlackAnswers.GONE.contains(answer.getError())
                ? null
                : answers.ofError(payload.to().get(0), answer.getError());
    }

    private CourierAnswer post(MethodsClient slack, OutboxNotice notice, Payload payload)
            throws IOException, SlackApiException {
        String thread = notice.threadReference();
        boolean reply = thread != null && thread.contains("/");
        String channel =
                reply ? thread.substring(0, thread.indexOf('/')) : payload.to().get(0);
        ChatPostMessageResponse answer = slack.chatPostMessage(request -> request.channel(channel)
                .blocksAsString(payload.body())
                .text(text(payload))
                .threadTs(reply ? thread.substring(thread.indexOf('/') + 1) : null)
                .replyBroadcast(reply && payload.broadcast())
                .metadata(metadata(notice))
                .unfurlLinks(false)
                .unfurlMedia(false));
        return answer.isOk()
                ? new CourierAnswer.Sent(answer.getChannel() + "/" + answer.getTs(), null)
                : answers.ofError(payload.to().get(0), answer.getError());
    }

    /** Slack reads it as mrkdwn, too. */
    private static String text(Payload payload) {
        return Mrkdwn.cut(Mrkdwn.escape(payload.title()), Mrkdwn.LONGEST_SECTION);
    }

    private static String id(OutboxNotice notice) {
        return notice.message() == null ? notice.id() : notice.message();
    }

    private static Message.Metadata metadata(OutboxNotice notice) {
        return Message.Metadata.builder()
                .eventType(SlackLookup.EVENT)
                .eventPayload(Map.of(SlackLookup.ID, id(notice)))
                .build();
    }

    private CourierAnswer webhook(Slack slack, Payload payload) throws IOException {
        String json = "{\"text\":" + new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(text(payload))
                + ",\"blocks\":" + payload.body() + "}";
        WebhookResponse answer = slack.send(credential.reveal(), json);
        if (answer.getCode() == 200) {
            return new CourierAnswer.Sent("", null);
        } else if (answer.getCode() == 429 || answer.getCode() >= 500) {
            List<String> after = answer.getHeaders().getOrDefault("retry-after", List.of());
            return answers.ofStatus(answer.getCode(), after.isEmpty() ? null : after.get(0));
        }
        return new CourierAnswer.Refused("Slack '" + settings.name() + "': the webhook answers " + answer.getCode()
                + " " + String.valueOf(answer.getBody()).lines().findFirst().orElse("")
                + "; check the credential of this connection");
    }
}
