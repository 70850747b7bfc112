package io.jenkins.plugins.storefront.delivery.notify;

import com.slack.api.Slack;
import com.slack.api.methods.response.reactions.ReactionsGetResponse;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import io.jenkins.plugins.storefront.delivery.port.Outbox;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether somebody reacted to a message of a failure (docs.slack.dev/reference/methods/reactions.get, scope {@code reactions:read}).
 * Where Slack cannot be asked nobody has: a failure that is escalated in vain is better than one that nobody looks at.
 */
public final class NoticeReactions implements Predicate<DeskWatch> {
    private static final Logger LOGGER = Logger.getLogger(NoticeReactions.class.getName());
    private static final int TIMEOUT_MILLIS = 10_000;

    private final NoticeHost host;
    private final Outbox outbox;

    public NoticeReactions(NoticeHost host, Outbox outbox) {
        this.host = host;
        this.outbox = outbox;
    }

    @Override
    public boolean test(DeskWatch watch) {
        return watch.notices().stream()
                .flatMap(one -> outbox.reference(one).stream())
                .filter(one -> one.contains("/"))
                .anyMatch(one -> reacted(watch, one));
    }

    private boolean reacted(DeskWatch watch, String reference) {
        String[] message = reference.split("/", 2);
        try {
            SlackSettings settings = host.settings(watch.origin()).slack(watch.connection());
            Secret secret = host.secrets(watch.origin())
                    .find(settings.credentialsId(), Credential.Text.class, settings.apiUrl())
                    .value();
            String token = secret.reveal();
            if (token.startsWith("http")) {
                return false;
            }
            try (Slack slack =
                    SlackClients.of(settings, SlackSender.host(settings, secret), host.proxy(), TIMEOUT_MILLIS)) {
                ReactionsGetResponse answer = slack.methods(token).reactionsGet(request -> request.channel(message[0])
                        .timestamp(message[1])
                        .full(true));
                if (!answer.isOk()) {
                    LOGGER.log(
                            Level.WARNING,
                            "Slack does not say whether somebody reacted to the failure of {0}: {1}",
                            new Object[] {watch.subject(), answer.getError()});
                }
                return answer.isOk()
                        && answer.getMessage() != null
                        && answer.getMessage().getReactions() != null
                        && !answer.getMessage().getReactions().isEmpty();
            }
        } catch (Exception e) {
            LOGGER.log(Level.WARNING, e, () -> "Slack cannot be asked whether somebody reacted to " + watch.subject());
            return false;
        }
    }
}
