package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there will be once a set is applied: its objects, and those of the cluster whose place none of them takes. */
final class Outlook {
    private final List<Manifest> set;
    private final Lookup lookup;

    Outlook(List<Manifest> set, Lookup lookup) {
        this.set = set;
        this.lookup = lookup;
    }

    /** Objects of the set in a namespace; of the whole cluster where it is null. */
    Stream<Manifest> ours(String namespace) {
        return set.stream().filter(one -> Objects.equals(one.namespace(), namespace));
    }

    /** All objects of a kind; nothing where this account may not look at those of the cluster. */
    Optional<List<Map<String, Object>>> all(String apiVersion, String kind, String namespace) throws DeliveryException {
        List<Map<String, Object>> ours = ours(namespace)
                .filter(one -> one.kind().equals(kind))
                .map(Manifest::object)
                .toList();
        Set<String> replaced = ours.stream().map(Outlook::name).collect(Collectors.toSet());
        return lookup.all(apiVersion, kind, namespace).map(live -> {
            List<Map<String, Object>> all = new ArrayList<>(ours);
            live.stream()
                    .filter(one -> !replaced.contains(name(one)))
                    .map(one -> withKind(one, kind))
                    .forEach(all::add);
            return all;
        });
    }

    /** The same, but those of the set alone where this account may not look. */
    List<Map<String, Object>> known(String apiVersion, String kind, String namespace) throws DeliveryException {
        Optional<List<Map<String, Object>>> all = all(apiVersion, kind, namespace);
        return all.isPresent()
                ? all.get()
                : ours(namespace)
                        .filter(one -> one.kind().equals(kind))
                        .map(Manifest::object)
                        .toList();
    }

    /** Pods that no workload of the set replaces; nothing where this account may not look. */
    Optional<List<Map<String, Object>>> lastingPods(String namespace) throws DeliveryException {
        List<Map<String, Object>> selectors = ours(namespace)
                .filter(one -> !PodTemplates.of(one.object()).isEmpty())
                .map(one -> Fields.map(one.object(), "spec", "selector", "matchLabels"))
                .toList();
        return lookup.all("v1", "Pod", namespace).map(pods -> pods.stream()
                .filter(pod -> selectors.stream().noneMatch(selector -> PodTemplates.matches(selector, pod)))
                .toList());
    }

    /** Templates of the set, and of workloads in the cluster. */
    List<Map<String, Object>> templates(String namespace) throws DeliveryException {
        List<Map<String, Object>> templates = new ArrayList<>();
        for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet")) {
            Set<String> ours = ours(namespace)
                    .filter(one -> one.kind().equals(kind))
                    .map(Manifest::name)
                    .collect(Collectors.toSet());
            all("apps/v1", kind, namespace).orElse(List.of()).stream()
                    .filter(one -> !ours.contains(name(one)))
                    .forEach(one -> templates.add(PodTemplates.of(one)));
        }
        ours(namespace)
                .map(one -> PodTemplates.of(one.object()))
                .filter(template -> !template.isEmpty())
                .forEach(templates::add);
        return templates;
    }

    /**
     * Whether containers that say nothing get a value from a LimitRange; also where this account may not look.
     *
     * @param part {@code requests} or {@code limits}
     */
    boolean hasDefault(String namespace, String part, String resource) throws DeliveryException {
        Optional<List<Map<String, Object>>> ranges = all("v1", "LimitRange", namespace);
        return ranges.isEmpty()
                || ranges.get().stream()
                        .flatMap(range -> Fields.list(range, "spec", "limits").stream())
                        .filter(limit -> "Container".equals(Fields.text(limit, "type")))
                        .anyMatch(limit -> Fields.at(limit, "default", resource) != null
                                || part.equals("requests") && Fields.at(limit, "defaultRequest", resource) != null);
    }

    private static String name(Map<String, Object> object) {
        return String.valueOf(Fields.text(object, "metadata", "name"));
    }

    /** Items of a list carry no kind. */
    private static Map<String, Object> withKind(Map<String, Object> object, String kind) {
        if (object.containsKey("kind")) {
            return object;
        }
        Map<String, Object> named = new LinkedHashMap<>(object);
        named.put("kind", kind);
        return named;
    }
}
