package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of a second set: a Deployment beside each one that serves and that a Service of the set selects, a Service for it, and
 * what routes the traffic. Made once, when the rollout is planned, and kept.
 *
 * @param needs declared objects that the new pods need: configuration, accounts, and Jobs that run before
 * @param objects that are made for the second set and removed with it
 * @param services declared Services that select the second set instead; empty unless traffic goes by them
 * @param sizes of the whole by name of the second Deployment: replicas
 * @param route that gives weights, as it is now; null where none does
 * @param stable Services of what serves now
 * @param remarks for people
 */
public record SecondSet(
        List<Map<String, Object>> needs,
        List<Map<String, Object>> objects,
        List<Map<String, Object>> services,
        Map<String, Integer> sizes,
        Map<String, Object> route,
        List<String> stable,
        List<String> remarks) {
    /** Where there is nothing to make a second set of. */
    @JsonIgnore
    public boolean isEmpty() {
        return sizes.isEmpty();
    }

    /** Names of the workloads that have a second one. */
    @JsonIgnore
    public List<String> workloads() {
        return sizes.keySet().stream()
                .map(name -> name.substring(0, name.lastIndexOf('-')))
                .toList();
    }

    /** All that is removed at the end, Deployments first. */
    @JsonIgnore
    public List<WorkloadRef> made() {
        List<WorkloadRef> made = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            made.add(new Manifest(object).ref());
        }
        return made;
    }

    /** The objects, with as many pods as that share of the traffic needs. */
    public List<Manifest> sized(Strategy strategy, int weight) {
        List<Manifest> sized = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            Manifest manifest = new Manifest(object);
            Integer whole = sizes.get(manifest.name());
            if (whole != null && manifest.kind().equals("Deployment")) {
                Map<String, Object> copy = manifest.deepCopy();
                spec(copy).put("replicas", replicas(strategy, whole, weight));
                manifest = new Manifest(copy);
            }
            sized.add(manifest);
        }
        return sized;
    }

    /**
     * Pods of a second set beside {@code whole} of what serves.
     *
     * <p>By number of pods, c of c + whole pods is the share, so c = whole · w / (100 − w); what serves keeps its pods, so more than about
     * half cannot be reached so.
     */
    static int replicas(Strategy strategy, int whole, int weight) {
        if (strategy.kind() == Strategy.Kind.BLUE_GREEN) {
            return whole;
        } else if (strategy.traffic().isSeparate()) {
            return Math.max(1, (int) Math.ceil(whole * weight / 100.0));
        }
        double share = weight >= 100 ? whole + 1 : Math.ceil(whole * (double) weight / (100 - weight));
        return (int) Math.max(1, Math.min(whole + 1, share));
    }

    /** What gives the second set that share of the traffic: objects to apply. */
    public List<Manifest> routed(Traffic traffic, int weight) throws DeliveryException {
        return switch (traffic.kind()) {
            case SERVICE ->
                weight == 0 ? List.of() : services.stream().map(Manifest::new).toList();
            case NGINX -> Routes.nginx(objects, weight);
            case REPLICAS, HTTP_ROUTE, RULE -> List.of();
        };
    }

    /** The part of the route that weighs, and the path of that part; null where nothing does. */
    public Routes.Part weighed(Strategy strategy, Map<String, Object> base, int weight) throws DeliveryException {
        return switch (strategy.traffic().kind()) {
            case HTTP_ROUTE -> Routes.http(base, stable, strategy.kind().track(), weight);
            case RULE -> Routes.rule(base, strategy.traffic(), weight);
            case SERVICE, NGINX, REPLICAS -> null;
        };
    }

    @SuppressWarnings("unchecked") // of a deep copy
    static Map<String, Object> spec(Map<String, Object> object) {
        return (Map<String, Object>) object.computeIfAbsent("spec", key -> new LinkedHashMap<String, Object>());
    }

    static String name(String declared, String track) {
        return declared + "-" + track;
    }

    static boolean selects(Manifest service, Map<String, Object> labels) {
        Map<String, Object> selector = Fields.map(service.object(), "spec", "selector");
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }
}
