package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamSays;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.shop.Shop;
import io.jenkins.plugins.storefront.delivery.shop.ShopFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code storefront.yaml} and the templates that it names: what is wrong in one is said then, and not when it is needed. */
public final class ShopFiles {
    private ShopFiles() {}

    /**
     * The file of the workspace; its templates are checked, and kept for notices of this run. Call on a pool thread.
     *
     * @throws DeliveryException as {@link ShopFile#find}, or with one line for each thing that is wrong in a template
     */
    public static Optional<Shop> find(DeliveryContext delivery)
            throws DeliveryException, IOException, InterruptedException {
        Optional<Shop> shop = ShopFile.find(delivery.workspace());
        if (shop.isPresent()) {
            keep(delivery, shop.get());
        }
        return shop;
    }

    /** Checks the templates when a run starts; what else is wrong in the file, the steps that need it say. */
    public static void checkTemplates(DeliveryContext delivery)
            throws DeliveryException, IOException, InterruptedException {
        Optional<Shop> shop;
        try {
            shop = ShopFile.find(delivery.workspace());
        } catch (DeliveryException e) {
            return;
        }
        if (shop.isPresent()) {
            keep(delivery, shop.get());
        }
    }

    private static void keep(DeliveryContext delivery, Shop shop) throws DeliveryException, InterruptedException {
        Map<String, TeamTemplate> templates = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, String> one : new TreeMap<>(shop.templates()).entrySet()) {
            try {
                templates.put(one.getKey(), NoticeTemplate.read(delivery, one.getValue()));
            } catch (DeliveryException e) {
                problems.add(e.getMessage());
            } catch (IOException e) {
                problems.add(ShopFile.NAME + ": templates." + one.getKey() + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new DeliveryException(String.join("\n", problems));
        }
        new TeamSays(templates, shop.languages()).keep(delivery.release());
    }
}
