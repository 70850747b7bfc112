package io.jenkins.plugins.storefront.delivery.notify;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
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
    private final String fallback;
    private final SlackPeople people;

    /** @param fallback channel for what a channel does not take because it is archived or gone, or null */
    SlackSender(SlackSettings settings, Secret credential, OutgoingProxy proxy, String fallback, SlackPeople people) {
        this.settings = settings;
        this.proxy = proxy;
        this.credential = credential;
        this.fallback = fallback;
        this.people = people;
        this.answers = new SlackAnswers(settings.name());
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
        try (Slack slack = SlackClients.of(settings, host(settings, credential), proxy, TIMEOUT_MILLIS)) {
            return credential.reveal().startsWith("http")
                    ? webhook(slack, people.unnamed(payload))
                    : api(slack, entry, payload);
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

    private CourierAnswer api(Slack client, OutboxEntry entry, Payload payload) throws IOException, SlackApiException {
        MethodsClient slack = client.methods(credential.reveal());
        if (!payload.files().isEmpty()) {
            return new SlackFiles(client, slack, answers).send(entry, payload);
        }
        OutboxNotice notice = entry.notice();
        String channel = payload.to().get(0);
        String known = notice.reference();
        if (notice.message() == null || known == null || known.isEmpty()) {
            known = entry.maybeSent() ? find(slack, notice, channel) : null;
            if (known != null && notice.message() == null) {
                return new CourierAnswer.Sent(known, null);
            }
        }
        Payload named = people.named(slack, payload);
        if (known != null && known.contains("/")) {
            ChatUpdateResponse updated = update(slack, notice, named, known);
            if (updated.isOk()) {
                return new CourierAnswer.Sent(updated.getChannel() + "/" + updated.getTs(), null);
            } else if (SlackAnswers.NO_CHANNEL.contains(updated.getError())) {
                return elsewhere(slack, entry, named, updated.getError());
            } else if (!SlackAnswers.GONE.contains(updated.getError())) {
                return answers.ofError(channel, updated.getError());
            }
            channel = known.substring(0, known.indexOf('/')); // by its id, whatever it is called now
        }
        return post(slack, entry, named, channel);
    }

    private String find(MethodsClient slack, OutboxNotice notice, String channel)
            throws IOException, SlackApiException {
        return new SlackLookup(slack).find(notice, channel, id(notice));
    }

    private ChatUpdateResponse update(MethodsClient slack, OutboxNotice notice, Payload payload, String known)
            throws IOException, SlackApiException {
        String[] name = known.split("/", 2);
        return slack.chatUpdate(request -> request.channel(name[0])
                .ts(name[1])
                .text(text(payload))
                .blocksAsString(payload.body())
                .metadata(metadata(notice)));
    }

    private CourierAnswer post(MethodsClient slack, OutboxEntry entry, Payload payload, String channel)
            throws IOException, SlackApiException {
        OutboxNotice notice = entry.notice();
        String thread = notice.threadReference();
        ChatPostMessageResponse answer = thread != null && thread.contains("/")
                ? postTo(slack, notice, payload, thread.substring(0, thread.indexOf('/')), thread)
                : postTo(slack, notice, payload, channel, null);
        if (answer.isOk()) {
            return new CourierAnswer.Sent(answer.getChannel() + "/" + answer.getTs(), null);
        }
        return SlackAnswers.NO_CHANNEL.contains(answer.getError())
                ? elsewhere(slack, entry, payload, answer.getError())
                : answers.ofError(payload.to().get(0), answer.getError());
    }

    /** What a channel that is archived or gone does not take is told in the fallback channel, where there is one. */
    private CourierAnswer elsewhere(MethodsClient slack, OutboxEntry entry, Payload payload, String error)
            throws IOException, SlackApiException {
        OutboxNotice notice = entry.notice();
        String channel = payload.to().get(0);
        CourierAnswer refused = answers.ofError(channel, error);
        if (fallback == null || fallback.equals(channel) || !(refused instanceof CourierAnswer.Refused why)) {
            return refused;
        }
        String there = entry.maybeSent() ? find(slack, notice.with(notice.reference(), null), fallback) : null;
        if (there == null) {
            ChatPostMessageResponse answer = postTo(slack, notice, payload, fallback, null);
            if (!answer.isOk()) {
                return new CourierAnswer.Refused(why.reason() + "; the fallback channel " + fallback + ": "
                        + SlackAnswers.help(answer.getError()));
            }
            there = answer.getChannel() + "/" + answer.getTs();
        }
        return new CourierAnswer.Sent(there, why.reason() + "; told in " + fallback + " instead");
    }

    /** @param thread {@code channel/ts} of the message that it replies to, or null */
    private static ChatPostMessageResponse postTo(
            MethodsClient slack, OutboxNotice notice, Payload payload, String channel, String thread)
            throws IOException, SlackApiException {
        return slack.chatPostMessage(request -> request.channel(channel)
                .blocksAsString(payload.body())
                .text(text(payload))
                .threadTs(thread == null ? null : thread.substring(thread.indexOf('/') + 1))
                .replyBroadcast(thread != null && payload.broadcast())
                .metadata(metadata(notice))
                .unfurlLinks(false)
                .unfurlMedia(false));
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
        if (!payload.files().isEmpty()) {
            return new CourierAnswer.Refused("Slack '" + settings.name()
                    + "' is an incoming webhook, which takes no files; use a bot token with the scope files:write");
        }
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
