package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.text.Detail;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamSays;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.Person;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Composes what is told in Slack. */
final class SlackNotice {
    private final DeliveryContext delivery;
    private final Notifier notifier;

    SlackNotice(DeliveryContext delivery, Notifier notifier) {
        this.delivery = delivery;
        this.notifier = notifier;
    }

    OutboxNotice compose(SlackRequest request) throws DeliveryException {
        return compose(request, (SlackMessage) null);
    }

    /** The release's message as it is now; {@code request} says which. */
    OutboxNotice compose(SlackRequest request, LivingBlocks blocks, String diffUrl) throws DeliveryException {
        String summary = (String) view(null, request.language()).get("summary");
        return compose(request, blocks.message(summary, diffUrl));
    }

    /** @param ready what it says, or null for what {@code request} says */
    private OutboxNotice compose(SlackRequest request, SlackMessage ready) throws DeliveryException {
        SlackSettings settings = delivery.settings().slack(request.connection());
        String to = request.channel() != null ? request.channel() : settings.defaultChannel();
        try {
            Credential.Text token =
                    delivery.secrets().find(settings.credentialsId(), Credential.Text.class, settings.apiUrl());
            boolean webhook = token.value().reveal().startsWith("http");
            if (to == null && !webhook) {
                throw new DeliveryException(
                        "name a channel, or configure a default one for Slack '" + settings.name() + "'");
            }
            String channel = to == null ? settings.name() : to;
            Payload payload = ready == null
                    ? payload(request, settings, channel)
                    : new Payload(
                            settings.name(), List.of(channel), ready.text(), ready.blocks(), ready.text(), null, false);
            SlackRequest.MessageRef message = request.update();
            SlackRequest.MessageRef thread = request.thread();
            Instant now = delivery.clock().instant();
            return new OutboxNotice(
                    request.id(),
                    OutboxNotice.lane(Notifier.SLACK, settings.name(), List.of(channel)),
                    Notifier.SLACK,
                    channel,
                    notifier.origin(),
                    message == null ? null : message.key(),
                    thread == null ? null : thread.key(),
                    now,
                    now.plus(request.definite() ? Notifier.GIVE_UP_SOON : Notifier.GIVE_UP),
                    message == null ? null : message.reference(),
                    thread == null ? null : thread.reference(),
                    payload.write());
        } catch (DeliveryException e) {
            throw notifier.failed(request.id(), Notifier.SLACK, to == null ? settings.name() : to, e);
        }
    }

    private Payload payload(SlackRequest request, SlackSettings settings, String channel) throws DeliveryException {
        TeamSays team = TeamSays.kept(delivery.release());
        Language language =
                request.language() == null ? team.language(channel, settings.language()) : request.language();
        Map<String, Object> view = view(request.message(), language);
        String title = notifier.mask((String) view.get("summary"));
        TeamTemplate own = request.message() == null ? null : team.template("slack");
        String template = request.template() == null && own != null ? own.text() : request.template();
        String body = notifier.mask(Templates.fill(
                template == null ? "slack" : "of the workspace",
                template == null ? Templates.builtIn("slack.mustache") : template,
                Templates.Form.SLACK,
                view));
        String open = (String) ((Map<?, ?>) view.get("words")).get("openRun");
        SlackMessage composed =
                SlackMessage.of(title, body, open, delivery.run().url());
        return new Payload(
                settings.name(),
                List.of(channel),
                composed.text(),
                composed.blocks(),
                Mrkdwn.cut(body, Mrkdwn.LONGEST_SECTION),
                null,
                false);
    }

    /** A short reply in a thread, whose {@code text} is escaped already, and which calls people by name. */
    OutboxNotice reply(
            OutboxNotice to, String id, String title, String text, boolean broadcast, List<Person> mentions) {
        String shown = notifier.mask(title);
        SlackMessage composed = SlackMessage.section(shown, notifier.mask(text));
        Payload payload = new Payload(
                        connection(to),
                        List.of(to.to()),
                        composed.text(),
                        composed.blocks(),
                        notifier.mask(text),
                        null,
                        broadcast)
                .mentioning(mentions);
        Instant now = delivery.clock().instant();
        return new OutboxNotice(
                id,
                to.lane(),
                Notifier.SLACK,
                to.to(),
                to.origin(),
                null,
                to.message(),
                now,
                now.plus(Notifier.GIVE_UP),
                null,
                to.reference(),
                payload.write());
    }

    private static String connection(OutboxNotice notice) {
        try {
            return Payload.read(notice.payload()).connection();
        } catch (DeliveryException e) {
            throw new IllegalStateException("a notice that was just composed cannot be read", e);
        }
    }

    private Map<String, Object> view(String message, Language language) {
        return notifier.data(message, language).view(Detail.FULL, notifier::mask);
    }
}
