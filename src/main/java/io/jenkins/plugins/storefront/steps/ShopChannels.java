package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.shop.Channels;
import io.jenkins.plugins.storefront.delivery.shop.Shop;
import io.jenkins.plugins.storefront.delivery.shop.ShopFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Whom {@code storefront.yaml} wants told of the run's release. A file that cannot be read is a warning here: the notice may be the one
 * that tells of it.
 */
final class ShopChannels {
    private ShopChannels() {}

    /** The channel of the file where the admin's connection has none, or null. */
    static String slack(DeliveryContext delivery, String connection) throws DeliveryException, InterruptedException {
        String said = find(delivery).map(Channels::slack).orElse(null);
        String admin = delivery.settings().slack(connection).defaultChannel();
        if (said == null || admin == null) {
            return said;
        }
        if (!said.equals(admin)) {
            remark(
                    delivery,
                    false,
                    ShopFile.NAME,
                    "channels.slack is " + said + " and the connection's default channel " + admin + ", which wins");
        }
        return null;
    }

    /** The recipients of the file, may be empty. */
    static List<String> email(DeliveryContext delivery) throws InterruptedException {
        return find(delivery).map(Channels::email).orElse(List.of());
    }

    private static Optional<Channels> find(DeliveryContext delivery) throws InterruptedException {
        try {
            delivery.workspace();
        } catch (DeliveryException | IOException e) {
            // Outside "node" there is no file, and a notice needs none
            return Optional.empty();
        }
        try {
            Optional<Shop> shop = ShopFiles.find(delivery);
            return shop.map(found ->
                    found.channelsFor(delivery.release().current().images().keySet()));
        } catch (DeliveryException | IOException e) {
            remark(delivery, true, "no channels taken", e.getMessage());
            return Optional.empty();
        }
    }

    private static void remark(DeliveryContext delivery, boolean warning, String subject, String text) {
        delivery.events().publish(new Remark(delivery.clock().instant(), warning, subject, text));
    }
}
