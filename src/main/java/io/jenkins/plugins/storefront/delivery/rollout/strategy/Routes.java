package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects that route by weight, rewritten for a weight. Pure. */
public final class Routes {
    /** As Ingress-NGINX documents them (kubernetes.github.io/ingress-nginx, "Canary"). */
    private static final String NGINX = "nginx.ingress.kubernetes.io/";

    private Routes() {}

    /**
     * A part of an object.
     *
     * @param path of the part
     * @param value that it gets
     */
    public record Part(List<String> path, Object value) {
        public Part {
            path = List.copyOf(path);
        }
    }

    /** The rules of an HTTPRoute in which each of these Services shares with its second one (gateway.networking.k8s.io/v1). */
    static Part http(Map<String, Object> route, List<String> stable, String track, int weight)
            throws DeliveryException {
        List<Object> rules = Fields.list(new Manifest(route).deepCopy(), "spec", "rules");
        boolean found = false;
        for (Object rule : rules) {
            List<Object> backends = Fields.list(rule, "backendRefs");
            List<Object> shared = new ArrayList<>();
            for (Object backend : backends) {
                String name = Fields.text(backend, "name");
                boolean second = stable.stream()
                        .anyMatch(one -> SecondSet.name(one, track).equals(name));
                if (second) {
                    continue; // left of an earlier try
                }
                Map<String, Object> own = new LinkedHashMap<>(Fields.map(backend));
                shared.add(own);
                if (stable.contains(name) && weight > 0) {
                    found = true;
                    Map<String, Object> other = new LinkedHashMap<>(own);
                    other.put("name", SecondSet.name(name, track));
                    int whole = own.get("weight") instanceof Number number ? number.intValue() : 1;
                    own.put("weight", whole * (100 - weight));
                    other.put("weight", whole * weight);
                    shared.add(other);
                } else if (own.get("weight") instanceof Number number && weight > 0) {
                    own.put("weight", number.intValue() * 100); // others keep their share
                } else if (weight > 0) {
                    own.put("weight", 100);
                }
            }
            if (!shared.isEmpty()) {
                Fields.map(rule).put("backendRefs", shared);
            }
        }
        if (!found && weight > 0) {
            throw new DeliveryException("HTTPRoute " + Fields.text(route, "metadata", "name")
                    + " has no backend among the Services " + String.join(", ", stable));
        }
        return new Part(List.of("spec", "rules"), rules);
    }

    /** The part of any object that holds the weights: the user's paths up to their first list. */
    static Part rule(Map<String, Object> object, Traffic traffic, int weight) throws DeliveryException {
        Map<String, Object> copy = new Manifest(object).deepCopy();
        Path second = Path.parse(traffic.second());
        second.set(copy, weight);
        if (traffic.stable() != null) {
            Path.parse(traffic.stable()).set(copy, 100 - weight);
        }
        String top = String.valueOf(second.parts().get(0));
        return new Part(List.of(top), copy.get(top));
    }

    /** The second Ingress among these objects, with that weight. */
    static List<Manifest> nginx(List<Map<String, Object>> objects, int weight) {
        List<Manifest> weighed = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            Manifest manifest = new Manifest(object);
            if (manifest.kind().equals("Ingress")) {
                Map<String, Object> copy = manifest.deepCopy();
                Fields.map(copy, "metadata", "annotations").put(NGINX + "canary-weight", String.valueOf(weight));
                weighed.add(new Manifest(copy));
            }
        }
        return weighed;
    }

    /** A second Ingress that has those rules of an Ingress that lead to these Services; with no weight yet. */
    static Map<String, Object> secondIngress(Map<String, Object> ingress, List<String> stable, String track)
            throws DeliveryException {
        Map<String, Object> copy = new Manifest(ingress).deepCopy();
        List<Object> rules = new ArrayList<>();
        for (Object rule : Fields.list(copy, "spec", "rules")) {
            List<Object> paths = new ArrayList<>();
            for (Object path : Fields.list(rule, "http", "paths")) {
                String service = Fields.text(path, "backend", "service", "name");
                if (stable.contains(service)) {
                    Fields.map(path, "backend", "service").put("name", SecondSet.name(service, track));
                    paths.add(path);
                }
            }
            if (!paths.isEmpty()) {
                Fields.map(rule, "http").put("paths", paths);
                rules.add(rule);
            }
        }
        String name = Fields.text(ingress, "metadata", "name");
        if (rules.isEmpty()) {
            throw new DeliveryException(
                    "Ingress " + name + " has no path to the Services " + String.join(", ", stable));
        }
        Map<String, Object> annotations = new LinkedHashMap<>(Fields.map(ingress, "metadata", "annotations"));
        annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
        annotations.put(NGINX + "canary", "true");
        annotations.put(NGINX + "canary-weight", "0");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", SecondSet.name(name, track));
        metadata.put("namespace", Fields.text(ingress, "metadata", "namespace"));
        metadata.put("labels", new LinkedHashMap<>(Map.of(Labels.SLOT, track)));
        metadata.put("annotations", annotations);
        Map<String, Object> spec = new LinkedHashMap<>();
        for (String kept : List.of("ingressClassName", "tls")) {
            if (Fields.at(copy, "spec", kept) != null) {
                spec.put(kept, Fields.at(copy, "spec", kept));
            }
        }
        spec.put("rules", rules);
        Map<String, Object> second = new LinkedHashMap<>();
        second.put("apiVersion", "networking.k8s.io/v1");
        second.put("kind", "Ingress");
        second.put("metadata", metadata);
        second.put("spec", spec);
        return second;
    }
}
