package io.jenkins.plugins.storefront.delivery.shop;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRule;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the team says of its shop. Immutable; services are in the file's order.
 *
 * @param manifests globs of what belongs to no service alone, may be empty
 * @param channels who is told of releases
 * @param notices who is told of what, besides what admins say
 * @param services by name
 * @param templates files by what they are for: {@code slack}, {@code mail}, {@code chat}
 * @param languages codes by channel, mail address or mail domain
 * @param set name of the set that the manifests are in the cluster, or null
 * @param irreversible why this release cannot be undone, or null where it can
 * @param strategy how a new version comes to serve, or null
 */
public record Shop(
        List<String> manifests,
        Channels channels,
        List<NoticeRule> notices,
        Map<ServiceName, ShopService> services,
        Map<String, String> templates,
        Map<String, String> languages,
        String set,
        String irreversible,
        Strategy strategy) {
    /** One without rules, templates and languages of its own, that is no set. */
    public Shop(List<String> manifests, Channels channels, Map<ServiceName, ShopService> services) {
        this(manifests, channels, List.of(), services, Map.of(), Map.of(), null, null, null);
    }

    public Shop {
        templates = Map.copyOf(templates);
        languages = Map.copyOf(languages);
        manifests = List.copyOf(manifests);
        notices = List.copyOf(notices);
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
    }

    public Optional<ShopService> find(ServiceName name) {
        return Optional.ofNullable(services.get(name));
    }

    /** Says that there is no such service, and the name that may have been meant. */
    public String unknown(ServiceName name) {
        List<String> names = services.keySet().stream().map(ServiceName::value).toList();
        return "there is no service '" + name + "'"
                + (names.isEmpty() ? "; it names none" : Nearest.hintAndAll(name.value(), names));
    }

    /** All globs: what belongs to no service alone, and then each service's, those that others depend on first. */
    public List<String> allManifests() throws DeliveryException {
        Set<String> globs = new LinkedHashSet<>(manifests);
        for (ShopService service : inOrder()) {
            globs.addAll(service.manifests());
        }
        return new ArrayList<>(globs);
    }

    /**
     * The services so that each comes after those that it depends on, and otherwise in the file's order.
     *
     * @throws DeliveryException naming the circle, or a dependency that is no service
     */
    public List<ShopService> inOrder() throws DeliveryException {
        return new ServiceOrder(services).sorted();
    }

    /**
     * Who is told of a release of these services: the shop's channels, unless the release is of one service that has its own.
     */
    public Channels channelsFor(Collection<ServiceName> released) {
        ShopService only =
                released.size() == 1 ? services.get(released.iterator().next()) : null;
        return only == null ? channels : only.channels().over(channels);
    }
}
