package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.shop.Shop;
import io.jenkins.plugins.storefront.delivery.shop.ShopFile;
import io.jenkins.plugins.storefront.delivery.shop.ShopService;
import java.io.IOException;
import java.util.Optional;

/** What {@code storefront.yaml} says of the service that {@code imageBuild} names. */
final class ServiceLookup {
    private ServiceLookup() {}

    /**
     * The service, or null where the file says nothing of it and the call names an image, so that it can do without.
     *
     * @param image that the call names, or null
     */
    static ShopService find(DeliveryContext delivery, ServiceName name, String image)
            throws DeliveryException, IOException, InterruptedException {
        Optional<Shop> shop = ShopFiles.find(delivery);
        ShopService known = shop.flatMap(found -> found.find(name)).orElse(null);
        if (known != null || (image != null && shop.isEmpty())) {
            return known;
        } else if (shop.isEmpty()) {
            throw new DeliveryException("imageBuild: there is no " + ShopFile.NAME + " in "
                    + delivery.workspace().describe() + "; write there services: {" + name
                    + ": {image: registry.example.com/shop/" + name + "}}, or give 'image'");
        } else if (image == null) {
            throw new DeliveryException(
                    "imageBuild: " + ShopFile.NAME + ": " + shop.get().unknown(name));
        }
        delivery.events()
                .publish(new Remark(
                        delivery.clock().instant(),
                        false,
                        ShopFile.NAME,
                        shop.get().unknown(name) + "; built from what the call says"));
        return null;
    }
}
