package io.jenkins.plugins.storefront.delivery.shop;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sorts services by what they depend on: depth first, each after its dependencies. Recursion is bounded by their number. */
final class ServiceOrder {
    private final Map<ServiceName, ShopService> services;
    private final Set<ServiceName> open = new LinkedHashSet<>();
    private final Set<ServiceName> done = new LinkedHashSet<>();

    ServiceOrder(Map<ServiceName, ShopService> services) {
        this.services = services;
    }

    List<ShopService> sorted() throws DeliveryException {
        for (ServiceName name : services.keySet()) {
            visit(name);
        }
        return done.stream().map(services::get).toList();
    }

    private void visit(ServiceName name) throws DeliveryException {
        if (done.contains(name)) {
            return;
        } else if (!open.add(name)) {
            throw new DeliveryException("services depend on each other in a circle: " + circle(name));
        }
        for (ServiceName needed : services.get(name).dependsOn()) {
            if (!services.containsKey(needed)) {
                List<String> names =
                        services.keySet().stream().map(ServiceName::value).toList();
                throw new DeliveryException("services." + name + ".dependsOn: there is no service '" + needed + "'"
                        + Nearest.hint(needed.value(), names));
            }
            visit(needed);
        }
        open.remove(name);
        done.add(name);
    }

    private String circle(ServiceName back) {
        List<ServiceName> path = new ArrayList<>(open);
        List<ServiceName> circle = new ArrayList<>(path.subList(path.indexOf(back), path.size()));
        circle.add(back);
        return circle.stream().map(ServiceName::value).collect(Collectors.joining(" → "));
    }
}
