package io.jenkins.plugins.storefront.delivery.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.notify.text.Detail;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.ReleaseData;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamSays;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.notify.webhook.ChatMessages;
import io.jenkins.plugins.storefront.delivery.notify.webhook.ChatText;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Composes what a webhook is told. */
final class WebhookNotice {
    /** Where the credentials are used, for domain matching; their addresses are secret. */
    static final String PURPOSE = "https:";

    /** Of the data, what a program has no use for. */
    private static final Set<String> FOR_PEOPLE = Set.of("words", "picture", "pictureText", "shortened", "chinese");

    /** Chats show little. */
    private static final Detail SHORT = new Detail(20, 8, 200, 2000);

    private static final int JSON_VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DeliveryContext delivery;
    private final Notifier notifier;

    WebhookNotice(DeliveryContext delivery, Notifier notifier) {
        this.delivery = delivery;
        this.notifier = notifier;
    }

    OutboxNotice compose(WebhookRequest request) throws DeliveryException {
        WebhookSettings settings = delivery.settings().webhook(request.connection());
        try {
            TeamSays says = TeamSays.kept(delivery.release());
            Language language = request.language() != null
                    ? request.language()
                    : says.language(settings.name(), settings.language());
            ReleaseData data = notifier.data(request.message(), language);
            for (String id : new String[] {settings.credentialsId(), settings.signingCredentialsId()}) {
                if (id != null) { // so that what is wrong with it is told now, and its value masked
                    delivery.secrets().find(id, Credential.Text.class, PURPOSE);
                }
            }
            Instant now = delivery.clock().instant();
            Payload payload = settings.kind() == Kind.JSON
                    ? json(request, settings, data, now)
                    : chat(request.template() != null ? request.template() : says.template("chat"), settings, data);
            return new OutboxNotice(
                    request.id(),
                    OutboxNotice.lane(Notifier.WEBHOOK, settings.name(), List.of()),
                    Notifier.WEBHOOK,
                    settings.name(),
                    notifier.origin(),
                    null,
                    null,
                    now,
                    now.plus(request.definite() ? Notifier.GIVE_UP_SOON : Notifier.GIVE_UP),
                    null,
                    null,
                    payload.write());
        } catch (DeliveryException e) {
            throw notifier.failed(request.id(), Notifier.WEBHOOK, settings.name(), e);
        }
    }

    private Payload chat(TeamTemplate template, WebhookSettings settings, ReleaseData data) throws DeliveryException {
        Map<String, Object> view = data.view(SHORT, notifier::mask);
        Templates.Form form =
                ChatMessages.readsMarkdown(settings.kind()) ? Templates.Form.CHAT_MARKDOWN : Templates.Form.TEXT;
        String text = notifier.mask(
                template == null
                        ? Templates.fill("chat", Templates.builtIn("chat.mustache"), form, view)
                        : Templates.fill(template.file(), template.text(), form, view));
        String title = notifier.mask((String) view.get("summary"));
        String url = (String) ((Map<?, ?>) view.get("run")).get("releaseUrl");
        String label = (String) ((Map<?, ?>) view.get("words")).get("openRelease");
        String body = ChatMessages.of(settings.kind(), new ChatText(title, text, mood(data.outcome()), url, label));
        return new Payload(settings.name(), List.of(settings.name()), title, body, text, null, false);
    }

    private static ChatText.Mood mood(Outcome outcome) {
        if (outcome == null) {
            return ChatText.Mood.OPEN;
        } else if (outcome == Outcome.UNDONE || outcome == Outcome.UNSTABLE) {
            return ChatText.Mood.BACK;
        }
        return outcome.bad() ? ChatText.Mood.BAD : ChatText.Mood.GOOD;
    }

    private Payload json(WebhookRequest request, WebhookSettings settings, ReleaseData data, Instant now)
            throws DeliveryException {
        if (request.template() != null) {
            throw new DeliveryException("a webhook of the kind JSON takes no template; it gets the data itself");
        }
        Map<String, Object> release = new LinkedHashMap<>(data.view(Detail.LESS_AND_LESS.get(1), notifier::mask));
        release.keySet().removeAll(FOR_PEOPLE);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", JSON_VERSION);
        body.put("id", request.id());
        body.put("at", now.toString());
        body.put("release", release);
        try {
            return new Payload(
                    settings.name(),
                    List.of(settings.name()),
                    (String) release.get("summary"),
                    MAPPER.writeValueAsString(body),
                    (String) release.get("message"),
                    null,
                    false);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the data cannot be written as JSON", e);
        }
    }
}
