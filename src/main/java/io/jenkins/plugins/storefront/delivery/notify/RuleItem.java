package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.DeskItem;
import io.jenkins.plugins.storefront.delivery.port.DeskTarget;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What one place is told of one thing: composes the notices for it, which may then be sent, held or counted. */
final class RuleItem {
    /** A mail of a state that ended so long ago tells nothing where a later one waits behind it. */
    private static final Duration FRESH = Duration.ofMinutes(15);

    private final DeliveryContext delivery;
    private final ReleaseMessages messages;
    private final RuleTelling telling;
    private final DeskTarget target;
    private final Instant due;
    private final Notifier notifier;
    private final List<OutboxNotice> notices = new ArrayList<>();
    private LivingMessage message;

    RuleItem(DeliveryContext delivery, ReleaseMessages messages, RuleTelling telling, DeskTarget target, Instant due) {
        this.delivery = delivery;
        this.messages = messages;
        this.telling = telling;
        this.target = target;
        this.due = due;
        this.notifier = new Notifier(delivery);
    }

    void compose() throws DeliveryException {
        if (due != null) {
            return;
        } else if (target.kind().equals(Notifier.MAIL)) {
            OutboxNotice mail = notifier.mail(new MailRequest(
                    id(),
                    target.connection(),
                    target.to(),
                    null,
                    null,
                    null,
                    target.language() == null ? null : Language.of(target.language()),
                    false));
            notices.add(mail.in(telling.subject(), delivery.clock().instant().plus(FRESH)));
            return;
        }
        synchronized (delivery.release()) {
            message = new MessagePlaces(delivery)
                    .in(target.connection(), target.to().get(0), target.language());
            if (quiet()) {
                return;
            }
            OutboxNotice state = messages.state(message, message.key() + "-" + telling.id(), false);
            notices.add(state);
            if (telling.topic().bad() && telling.deployment() != null) {
                notices.addAll(new MessageReplies(delivery)
                        .failure(
                                state, telling.release(), telling.deployment(), target.mentions(), message.language()));
            } else {
                notices.add(notifier.reply(
                        state,
                        message.key() + "-" + telling.id() + "-loud",
                        telling.title(message.language()),
                        loud(),
                        true,
                        target.mentions()));
            }
            message = message.saying(state.id());
        }
    }

    private String loud() {
        String mark = telling.topic().bad()
                ? ":rotating_light:"
                : switch (telling.topic()) {
                    case RECOVERED -> ":white_check_mark:";
                    case WAITING -> ":raised_hand:";
                    case UNSTABLE -> ":warning:";
                    default -> ":information_source:";
                };
        return mark + " *" + Mrkdwn.escape(telling.title(message.language())) + "*"
                + (telling.text().isEmpty() ? "" : "\n" + Mrkdwn.escape(telling.text()));
    }

    /** Stable for the same place and thing. */
    String id() {
        return telling.id() + "-" + UUID.nameUUIDFromBytes(target.lane().getBytes(StandardCharsets.UTF_8));
    }

    /** The release's message in that channel; null where it is told by mail or later. */
    LivingMessage message() {
        return message;
    }

    /** Whether the release's message says all of it. */
    boolean quiet() {
        return message != null
                && RuleNotices.quiet(telling.topic())
                && target.mentions().isEmpty();
    }

    /** Ids of what a reaction acknowledges. */
    List<String> watched() {
        List<String> ids = new ArrayList<>(List.of(message.key()));
        notices.stream().filter(one -> one.message() == null).forEach(one -> ids.add(one.id()));
        return ids;
    }

    DeskItem toItem() {
        return new DeskItem(
                id(),
                telling.subject(),
                telling.topic(),
                notifier.mask(telling.title(target.language())),
                notifier.mask(telling.text()),
                delivery.run().url(),
                telling.cause(),
                telling.at(),
                notifier.origin(),
                target,
                due,
                notices);
    }
}
