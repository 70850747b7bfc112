package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.ReleaseData;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.delivery.port.Person;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Tells people about the run's release: composes a notice, which can then be {@linkplain #put put} into the outbox. What is wrong with a
 * notice itself, such as its template, is told as an event and thrown when it is composed.
 */
public final class Notifier {
    static final String SLACK = "slack";
    static final String MAIL = "mail";
    static final String WEBHOOK = "webhook";

    /** A message that comes a day late helps nobody. */
    static final Duration GIVE_UP = Duration.ofHours(24);

    /** For a step that waits. */
    static final Duration GIVE_UP_SOON = Duration.ofMinutes(5);

    /** What is not seen but changes how text is shown: control characters, and those that turn its direction (UAX 9). */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private final DeliveryContext delivery;

    public Notifier(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    /** Composes a Slack message; one that says nothing of its own is the release's message in its channel, as it is now. */
    public OutboxNotice slack(SlackRequest request) throws DeliveryException {
        if (request.ofRelease()) {
            return new ReleaseMessages(delivery).current(request);
        }
        return new SlackNotice(delivery, this).compose(request);
    }

    /** The release's message as it is now; {@code request} says which. */
    OutboxNotice living(SlackRequest request, LivingBlocks blocks, String diffUrl) throws DeliveryException {
        return new SlackNotice(delivery, this).compose(request, blocks, diffUrl);
    }

    /** Composes a short reply in a thread, whose {@code text} is escaped already. */
    OutboxNotice reply(OutboxNotice to, String id, String title, String text, boolean broadcast) {
        return reply(to, id, title, text, broadcast, List.of());
    }

    /** The same, which calls people by name. */
    OutboxNotice reply(
            OutboxNotice to, String id, String title, String text, boolean broadcast, List<Person> mentions) {
        return new SlackNotice(delivery, this).reply(to, id, title, text, broadcast, mentions);
    }

    /**
     * Composes a mail, or, where its recipients read several languages, one for each: the first keeps the id, the others have an id of
     * their own made of it.
     */
    public List<OutboxNotice> mails(MailRequest request) throws DeliveryException {
        return new MailNotice(delivery, this).composeAll(request);
    }

    /** Composes a mail; its Message-ID is made of the notice's id. */
    public OutboxNotice mail(MailRequest request) throws DeliveryException {
        return new MailNotice(delivery, this).compose(request);
    }

    /** Composes a message to a chat or a program by HTTP POST. */
    public OutboxNotice webhook(WebhookRequest request) throws DeliveryException {
        return new WebhookNotice(delivery, this).compose(request);
    }

    /** Hands a notice to the outbox. What becomes of it is told as events, then to {@code then}. */
    public void put(OutboxNotice notice, Consumer<OutboxReceipt> then) throws DeliveryException {
        try {
            delivery.outbox().put(notice, receipt -> {
                became(receipt);
                then.accept(receipt);
            });
        } catch (DeliveryException e) {
            throw failed(notice.id(), notice.kind(), notice.to(), e);
        }
    }

    /** Tells the run what has become of a notice. */
    void became(OutboxReceipt receipt) {
        for (DeliveryEvent event : NoticeEvents.of(receipt, delivery.clock().instant())) {
            delivery.events().publish(event);
        }
        new ReleaseMessages(delivery).told(receipt);
    }

    /** Tells it as an event, and gives it back as one that was told. */
    DeliveryException failed(String id, String kind, String to, DeliveryException e) {
        delivery.events().publish(new NoticeFailed(delivery.clock().instant(), id, kind, to, mask(e.getMessage())));
        return new NoticeRefused(e);
    }

    ReleaseData data(String message, Language language) {
        return new ReleaseData(
                delivery.run(),
                delivery.release().current(),
                message,
                language,
                delivery.failure().orElse(null));
    }

    /** What people may see of a text. */
    String mask(String text) {
        return UNSEEN.matcher(delivery.secrets().mask(text)).replaceAll("");
    }

    String origin() {
        RunInfo run = delivery.run();
        return run.job() + "#" + run.number();
    }
}
