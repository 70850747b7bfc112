package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Makes a {@link SecondSet} of the declared objects and of what serves now. */
public final class SecondSetMaker {
    /** What a cluster gives to one Service only (core/v1, "ServiceSpec"). */
    private static final List<String> OF_ONE_SERVICE = List.of(
            "clusterIPs",
            "externalIPs",
            "loadBalancerIP",
            "loadBalancerClass",
            "healthCheckNodePort",
            "externalName",
            "externalTrafficPolicy",
            "allocateLoadBalancerNodePorts",
            "loadBalancerSourceRanges");

    private final Strategy strategy;
    private final List<Manifest> declared;
    private final Live live;
    private final List<String> remarks = new ArrayList<>();

    /** Asks for what is in the cluster; null where there is none. */
    @FunctionalInterface
    public interface Live {
        Map<String, Object> get(WorkloadRef ref) throws DeliveryException;
    }

    /** @param declared objects as they are to be applied, in the order of applying */
    public SecondSetMaker(Strategy strategy, List<Manifest> declared, Live live) {
        this.strategy = strategy;
        this.declared = declared;
        this.live = live;
    }

    /**
     * The set; empty where nothing serves yet.
     *
     * @param before which Jobs run before the workloads
     */
    public SecondSet make(Predicate<Manifest> before) throws DeliveryException {
        List<Manifest> services = new ArrayList<>();
        List<Manifest> deployments = new ArrayList<>();
        for (Manifest one : declared) {
            if (one.kind().equals("Deployment") && one.apiVersion().startsWith("apps/")) {
                List<Manifest> fronts = fronts(one);
                if (covered(one, fronts)) {
                    deployments.add(one);
                    fronts.stream().filter(front -> !services.contains(front)).forEach(services::add);
                }
            } else if (one.kind().equals("StatefulSet") || one.kind().equals("DaemonSet")) {
                remarks.add(one.ref() + " has no second set; it is rolled out with the declared objects at the end");
            }
        }
        String track = strategy.kind().track();
        Labels labels = strategy.traffic().isSeparate() ? Labels.separate(track, services) : Labels.shared(track);
        List<Map<String, Object>> objects = new ArrayList<>();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Manifest deployment : deployments) {
            Map<String, Object> second = deployment(deployment, labels, track);
            objects.add(second);
            sizes.put(Fields.text(second, "metadata", "name"), size(deployment));
        }
        List<Map<String, Object>> switched = new ArrayList<>();
        List<String> stable = services.stream().map(Manifest::name).toList();
        if (strategy.traffic().isSeparate()) {
            for (Manifest service : services) {
                objects.add(service(service, labels, track));
                if (strategy.traffic().kind() == Traffic.Kind.SERVICE) {
                    switched.add(switched(service, labels));
                }
            }
        }
        Map<String, Object> route =
                deployments.isEmpty() ? null : route(services.get(0).namespace());
        if (route != null && strategy.traffic().kind() == Traffic.Kind.NGINX) {
            objects.add(Routes.secondIngress(route, stable, track));
            route = null;
        }
        for (Map<String, Object> object : objects) {
            checkOurs(new Manifest(object), track);
        }
        return new SecondSet(needs(before), objects, switched, sizes, route, stable, remarks(labels, deployments));
    }

    private List<Map<String, Object>> needs(Predicate<Manifest> before) {
        return declared.stream()
                .filter(one -> Manifests.isNeededByPods(one.kind()) || before.test(one))
                .map(Manifest::object)
                .toList();
    }

    private List<Manifest> fronts(Manifest deployment) {
        Map<String, Object> labels = Fields.map(deployment.object(), "spec", "template", "metadata", "labels");
        return declared.stream()
                .filter(one -> one.kind().equals("Service")
                        && "v1".equals(one.apiVersion())
                        && Objects.equals(one.namespace(), deployment.namespace())
                        && SecondSet.selects(one, labels))
                .toList();
    }

    private boolean covered(Manifest deployment, List<Manifest> fronts) throws DeliveryException {
        if (fronts.isEmpty()) {
            remarks.add(deployment.ref()
                    + " is selected by no Service of the set; it is rolled out with the declared objects at the end");
            return false;
        }
        Map<String, Object> there = live.get(deployment.ref());
        if (there == null) {
            remarks.add(deployment.ref() + " is new; it is rolled out at once");
            return false;
        }
        Map<String, Object> pods = Fields.map(there, "spec", "template", "metadata", "labels");
        for (Manifest front : fronts) {
            if (!SecondSet.selects(front, pods) && live.get(front.ref()) != null) {
                throw new DeliveryException(front.ref() + " is to select labels that the pods of " + deployment.ref()
                        + " do not have now, so it cannot stay with them; use the strategy recreate or rolling for this"
                        + " change");
            }
        }
        return true;
    }

    /** An autoscaler's number where the manifest names none. */
    private int size(Manifest deployment) throws DeliveryException {
        Object declaredSize = Fields.at(deployment.object(), "spec", "replicas");
        Object there = Fields.at(live.get(deployment.ref()), "spec", "replicas");
        Object size = declaredSize == null ? there : declaredSize;
        return size instanceof Number number ? Math.max(1, number.intValue()) : 1;
    }

    private static Map<String, Object> deployment(Manifest declared, Labels labels, String track)
            throws DeliveryException {
        Map<String, Object> copy = declared.deepCopy();
        rename(copy, labels, track);
        Map<String, Object> spec = SecondSet.spec(copy);
        spec.put("selector", labels.selector(declared));
        Map<String, Object> metadata = new LinkedHashMap<>(Fields.map(copy, "spec", "template", "metadata"));
        metadata.put("labels", labels.of(Fields.map(metadata, "labels")));
        Map<String, Object> template = new LinkedHashMap<>(Fields.map(copy, "spec", "template"));
        template.put("metadata", metadata);
        spec.put("template", template);
        return copy;
    }

    private static void rename(Map<String, Object> copy, Labels labels, String track) {
        Map<String, Object> metadata = new LinkedHashMap<>(Fields.map(copy, "metadata"));
        metadata.put("name", SecondSet.name(Fields.text(metadata, "name"), track));
        metadata.put("labels", labels.of(Fields.map(metadata, "labels")));
        copy.put("metadata", metadata);
    }

    private static Map<String, Object> service(Manifest declared, Labels labels, String track) {
        Map<String, Object> copy = switched(declared, labels);
        rename(copy, labels, track);
        Map<String, Object> spec = SecondSet.spec(copy);
        OF_ONE_SERVICE.forEach(spec::remove);
        spec.put("type", "ClusterIP");
        if (!"None".equals(spec.get("clusterIP"))) {
            spec.remove("clusterIP");
        }
        for (Object port : Fields.list(spec, "ports")) {
            Fields.map(port).remove("nodePort");
        }
        return copy;
    }

    private static Map<String, Object> switched(Manifest declared, Labels labels) {
        Map<String, Object> copy = declared.deepCopy();
        SecondSet.spec(copy).put("selector", labels.of(Fields.map(copy, "spec", "selector")));
        return copy;
    }

    /** The routing object: declared, else as it is; null where traffic needs none. */
    private Map<String, Object> route(String namespace) throws DeliveryException {
        Traffic traffic = strategy.traffic();
        if (traffic.name() == null) {
            return null;
        }
        WorkloadRef ref = new WorkloadRef(traffic.apiVersion(), traffic.object(), namespace, traffic.name());
        Map<String, Object> there = live.get(ref);
        if (there == null) {
            throw new DeliveryException(
                    ref + ", which is to weigh the traffic, is not there; roll it out first, or correct the name");
        }
        return there;
    }

    private void checkOurs(Manifest object, String track) throws DeliveryException {
        Map<String, Object> there = live.get(object.ref());
        if (there != null && !track.equals(Fields.text(there, "metadata", "labels", Labels.SLOT))) {
            throw new DeliveryException(
                    object.ref() + " is there and is no second set of ours; this strategy needs that"
                            + " name, so rename or remove it");
        }
    }

    private List<String> remarks(Labels labels, List<Manifest> deployments) throws DeliveryException {
        String track = strategy.kind().track();
        if (!labels.changed().isEmpty()) {
            remarks.add("pods of the second set have another value of the label " + String.join(", ", labels.changed())
                    + " (…-" + track + ") and the label " + Labels.SLOT
                    + "; NetworkPolicies and PodDisruptionBudgets that select the former leave them out");
        } else if (!deployments.isEmpty()) {
            int most = strategy.stops().stream()
                    .mapToInt(Strategy.Stop::weight)
                    .max()
                    .orElse(0);
            if (most > 50) {
                remarks.add("by number of pods about half of the traffic is the most a canary can get, not " + most
                        + " %; weigh it with a route for more");
            }
        }
        Set<String> scaled = new LinkedHashSet<>();
        Set<String> shared = new LinkedHashSet<>();
        for (Manifest one : declared) {
            if (one.kind().equals("HorizontalPodAutoscaler")
                    && deployments.stream().anyMatch(target -> target.name()
                            .equals(Fields.text(one.object(), "spec", "scaleTargetRef", "name")))) {
                scaled.add(one.ref().toString());
            }
        }
        scaled.forEach(one -> remarks.add(one + " does not scale the second set"));
        for (Manifest deployment : deployments) {
            for (Manifest one : Used.by(deployment, declared)) {
                Map<String, Object> there = live.get(one.ref());
                if (there != null && !Fields.map(there, "data").equals(Fields.map(one.object(), "data"))) {
                    shared.add(one.ref().toString());
                }
            }
        }
        List<String> all = new ArrayList<>(remarks);
        for (String one : shared) {
            all.add(one + " keeps its name, so what serves now reads it too once it restarts; name it by its content"
                    + " (versionedConfigs) to keep the two apart");
        }
        return all;
    }
}
