package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamSays;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.shop.Shop;
import io.jenkins.plugins.storefront.delivery.shop.ShopFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads {@code storefront.yaml}, the templates that it names, and those of {@value #TEMPLATES}: what is wrong in one is said then, and
 * not when it is needed.
 */
public final class ShopFiles {
    /** Where templates are that only a Jenkinsfile names, perhaps in what it does after a failure. */
    private static final String TEMPLATES = "notices/**/*.mustache";

    private ShopFiles() {}

    /**
     * The file of the workspace; its templates are checked, and kept for notices of this run. Call on a pool thread.
     *
     * @throws DeliveryException as {@link ShopFile#find}, or with one line for each thing that is wrong in a template
     */
    public static Optional<Shop> find(DeliveryContext delivery)
            throws DeliveryException, IOException, InterruptedException {
        Optional<Shop> shop = ShopFile.find(delivery.workspace());
        check(delivery, shop);
        return shop;
    }

    /** Checks the templates where a step is inside {@code node}: before a deployment, and before anything is rolled out. */
    static void checkTemplatesHere(DeliveryContext delivery)
            throws DeliveryException, IOException, InterruptedException {
        try {
            delivery.workspace();
        } catch (DeliveryException e) {
            return; // there are no files, or their agent is away
        }
        checkTemplates(delivery);
    }

    /** Checks the templates when a run starts; what else is wrong in the file, the steps that need it say. */
    public static void checkTemplates(DeliveryContext delivery)
            throws DeliveryException, IOException, InterruptedException {
        Optional<Shop> shop;
        try {
            shop = ShopFile.find(delivery.workspace());
        } catch (DeliveryException e) {
            shop = Optional.empty();
        }
        check(delivery, shop);
    }

    private static void check(DeliveryContext delivery, Optional<Shop> shop)
            throws DeliveryException, IOException, InterruptedException {
        Set<String> problems = new LinkedHashSet<>();
        TeamSays says = shop.isPresent() ? named(delivery, shop.get(), problems) : null;
        for (Map.Entry<String, String> file :
                delivery.workspace().act(ReadFiles.whereThereAre(TEMPLATES)).entrySet()) {
            try {
                TeamTemplate.checked(file.getKey(), file.getValue());
            } catch (DeliveryException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new DeliveryException(String.join("\n", problems));
        }
        if (says != null) {
            says.keep(delivery.release());
        }
    }

    private static TeamSays named(DeliveryContext delivery, Shop shop, Set<String> problems)
            throws InterruptedException {
        Map<String, TeamTemplate> templates = new HashMap<>();
        for (Map.Entry<String, String> one : new TreeMap<>(shop.templates()).entrySet()) {
            try {
                templates.put(one.getKey(), NoticeTemplate.read(delivery, one.getValue()));
            } catch (DeliveryException e) {
                problems.add(e.getMessage());
            } catch (IOException e) {
                problems.add(ShopFile.NAME + ": templates." + one.getKey() + ": " + e.getMessage());
            }
        }
        return new TeamSays(templates, shop.languages());
    }
}
