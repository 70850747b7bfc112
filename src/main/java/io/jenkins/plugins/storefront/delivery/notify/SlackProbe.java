package io.jenkins.plugins.storefront.delivery.notify;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.webhook.WebhookResponse;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Finds out what a Slack credential is good for: workspace, bot, scopes, and whether the channel is there. Posts nothing. */
public final class SlackProbe {
    private static final int TIMEOUT_MILLIS = 8_000;
    private static final int PAGE = 1000;
    /** Pages of channels looked through; a larger workspace's channel is reported as not looked up. */
    private static final int MOST_PAGES = 3;

    /** What a bot can do without, but then does not do; by scope. */
    private static final List<String> USEFUL =
            List.of("channels:read", "channels:history", "users:read.email", "reactions:read", "files:write");

    private SlackProbe() {}

    /** Whether the default channel exists, as far as the token may see. */
    public enum Channel {
        FOUND,
        MISSING,
        /** None is set, or the token may not list channels, or there are too many. */
        UNKNOWN
    }

    /**
     * What Slack said.
     *
     * @param workspace null for an incoming webhook, of which Slack tells nothing
     * @param bot null with {@code workspace}
     * @param scopes of the token; empty where Slack did not say
     */
    public record Found(String workspace, String bot, List<String> scopes, Channel channel) {
        public Found {
            scopes = List.copyOf(scopes);
        }

        public boolean isWebhook() {
            return workspace == null;
        }

        /** Scopes without which something is not done; none where Slack did not say, and for webhooks. */
        public List<String> missing() {
            return scopes.isEmpty()
                    ? List.of()
                    : USEFUL.stream().filter(one -> !scopes.contains(one)).toList();
        }

        /** Whether it may post; true where Slack did not say. */
        public boolean mayPost() {
            return scopes.isEmpty() || scopes.contains("chat:write");
        }
    }

    /** @throws DeliveryException if Slack cannot be reached or does not know the credential */
    public static Found of(SlackSettings settings, Secret credential, OutgoingProxy proxy) throws DeliveryException {
        String slackName = "Slack '" + settings.name() + "'";
        try (Slack slack = SlackClients.of(settings, SlackSender.host(settings, credential), proxy, TIMEOUT_MILLIS)) {
            return credential.reveal().startsWith("http")
                    ? webhook(slackName, slack, credential)
                    : token(slackName, slack.methods(credential.reveal()), settings.defaultChannel());
        } catch (DeliveryException e) {
            throw e;
        } catch (SlackApiException e) {
            throw new DeliveryException(
                    slackName + " answers " + e.getResponse().code()
                            + "; check the address of its API and what is between here and there",
                    e);
        } catch (Exception e) {
            throw new DeliveryException(slackName + " cannot be reached: " + e.getMessage(), e);
        }
    }

    /** A webhook refuses an empty message with 400 {@code no_text}, and a wrong address with 403 or 404. */
    private static Found webhook(String slackName, Slack slack, Secret url) throws IOException, DeliveryException {
        WebhookResponse answer = slack.send(url.reveal(), "{}");
        if (answer.getCode() != 400) {
            throw new DeliveryException(slackName + ": the webhook answers " + answer.getCode() + " "
                    + String.valueOf(answer.getBody()).lines().findFirst().orElse("")
                    + "; check the credential of this connection");
        }
        return new Found(null, null, List.of(), Channel.UNKNOWN);
    }

    private static Found token(String slackName, MethodsClient methods, String channel)
            throws IOException, SlackApiException, DeliveryException {
        AuthTestResponse who = methods.authTest(request -> request);
        if (!who.isOk()) {
            throw new DeliveryException(slackName + ": " + SlackAnswers.help(who.getError()));
        }
        List<String> scopes = who.getHttpResponseHeaders() == null
                ? List.of()
                : who.getHttpResponseHeaders().getOrDefault("x-oauth-scopes", List.of()).stream()
                        .flatMap(line -> Arrays.stream(line.split(",")))
                        .map(String::trim)
                        .filter(scope -> !scope.isEmpty())
                        .toList();
        return new Found(
                who.getTeam(), who.getUser(), scopes, channel == null ? Channel.UNKNOWN : look(methods, channel));
    }

    private static Channel look(MethodsClient methods, String channel) throws IOException, SlackApiException {
        String name = channel.replaceFirst("^#", "");
        String cursor = "";
        for (int i = 0; i < MOST_PAGES; i++) {
            String from = cursor;
            ConversationsListResponse page = methods.conversationsList(request -> request.limit(PAGE)
                    .excludeArchived(true)
                    .types(List.of(ConversationType.PUBLIC_CHANNEL))
                    .cursor(from));
            if (!page.isOk()) {
                return Channel.UNKNOWN;
            }
            for (Conversation one : page.getChannels()) {
                if (name.equals(one.getName()) || name.equals(one.getId())) {
                    return Channel.FOUND;
                }
            }
            cursor = page.getResponseMetadata() == null
                    ? ""
                    : page.getResponseMetadata().getNextCursor();
            if (cursor == null || cursor.isEmpty()) {
                return Channel.MISSING;
            }
        }
        return Channel.UNKNOWN;
    }
}
