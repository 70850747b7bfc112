package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamSays;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Which message of the release is the one of a channel, however the channel is named. Outbox threads only. */
final class MessagePlaces {
    private final DeliveryContext delivery;

    MessagePlaces(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    /** The message of that channel; one that is not written down yet where there is none. Null stands for the first and its own. */
    LivingMessage in(String connection, String channel, String language) throws DeliveryException {
        String where = place(connection, channel);
        return LivingMessage.read(delivery.release()).stream()
                .filter(one -> where.equals(place(one.connection(), one.channel())) || named(one, channel, where))
                .findFirst()
                .orElseGet(() -> new LivingMessage(
                        connection, channel, key(where), null, null, false, language(connection, channel, language)));
    }

    /** Whether it is in the channel of that id. */
    private boolean named(LivingMessage one, String id, String where) {
        return id != null
                && one.reference() != null
                && one.reference().startsWith(id + "/")
                && where.equals(place(one.connection(), id));
    }

    private String language(String connection, String channel, String asked) {
        try {
            return asked != null
                    ? asked
                    : TeamSays.kept(delivery.release())
                            .language(
                                    channel,
                                    delivery.settings().slack(connection).language())
                            .code();
        } catch (DeliveryException e) {
            return null;
        }
    }

    /** The same in every process, so that a message which was begun in a crash is not begun twice. */
    private String key(String where) {
        String name = new Notifier(delivery).origin() + " " + where;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String place(String connection, String channel) {
        try {
            var settings = delivery.settings().slack(connection);
            String name = channel == null ? settings.defaultChannel() : channel;
            return settings.name() + ":" + (name == null ? null : OutboxNotice.receiver(name));
        } catch (DeliveryException e) {
            return connection + ":" + channel; // who sends it says what is wrong with the connection
        }
    }
}
