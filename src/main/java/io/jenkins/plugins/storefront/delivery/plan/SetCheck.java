package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what would keep a set from serving although every object of it is valid: names that nothing has, selectors that match nothing,
 * ports that nobody opens. An object may be in the set or in the cluster already.
 */
public final class SetCheck {
    private final List<Manifest> set;
    private final Lookup lookup;
    private final Set<Problem> problems = new LinkedHashSet<>();

    private SetCheck(List<Manifest> set, Lookup lookup) {
        this.set = set;
        this.lookup = lookup;
    }

    /** All problems of a set whose objects have their namespaces, each once. */
    public static List<Problem> of(List<Manifest> set, Lookup lookup) throws DeliveryException {
        SetCheck check = new SetCheck(set, lookup);
        for (Manifest manifest : set) {
            Map<String, Object> template = PodTemplates.of(manifest.object());
            if (!template.isEmpty()) {
                check.pod(manifest, template);
            }
            switch (manifest.kind()) {
                case "Service" -> check.service(manifest);
                case "Ingress" -> check.ingress(manifest);
                case "PersistentVolumeClaim" -> check.storage(manifest, manifest.object());
                case "StatefulSet" -> check.statefulSet(manifest);
                case "HorizontalPodAutoscaler" -> check.autoscaler(manifest);
                case "PodDisruptionBudget" -> check.budget(manifest);
                default -> {}
            }
        }
        check.problems.addAll(QuotaCheck.of(set, lookup));
        return List.copyOf(check.problems);
    }

    private void pod(Manifest owner, Map<String, Object> template) throws DeliveryException {
        for (Reference reference : Reference.of(template)) {
            need(owner, reference);
        }
        String priority = Fields.text(template, "spec", "priorityClassName");
        if (priority != null) {
            need(owner, new Reference("scheduling.k8s.io/v1", "PriorityClass", priority, null, "its pods"));
        }
        boolean serving = Set.of("Deployment", "StatefulSet", "DaemonSet").contains(owner.kind());
        if (serving
                && services(owner.namespace()).anyMatch(service -> PodTemplates.matches(selector(service), template))) {
            for (Object container : PodTemplates.containers(template)) {
                if (Fields.at(container, "readinessProbe") == null) {
                    problems.add(Problem.warning(
                            owner.ref(),
                            "container " + Fields.text(container, "name")
                                    + " has no readinessProbe; it gets requests before it can answer them"));
                }
            }
        }
    }

    private Stream<Map<String, Object>> services(String namespace) {
        return set.stream()
                .filter(one -> one.kind().equals("Service") && same(one.namespace(), namespace))
                .map(Manifest::object);
    }

    private void need(Manifest owner, Reference wanted) throws DeliveryException {
        String namespace = wanted.clusterWide() ? null : owner.namespace();
        Optional<List<Map<String, Object>>> all = objects(wanted.apiVersion(), wanted.kind(), namespace);
        if (all.isEmpty()) {
            return;
        }
        Map<String, Object> found = all.get().stream()
                .filter(one -> wanted.name().equals(Fields.text(one, "metadata", "name")))
                .findFirst()
                .orElse(null);
        if (found == null) {
            problems.add(new Problem(
                    !wanted.mayBeMissing(),
                    owner.ref().toString(),
                    wanted.by() + " need" + (wanted.by().endsWith("s") ? "" : "s") + " the " + wanted.kind() + " '"
                            + wanted.name() + "', which is neither in the manifests nor in the cluster"));
        } else if (wanted.key() != null
                && Stream.of("data", "stringData", "binaryData")
                        .noneMatch(part -> Fields.map(found, part).containsKey(wanted.key()))) {
            problems.add(Problem.error(
                    owner.ref(),
                    wanted.by() + " needs the key '" + wanted.key() + "' of the " + wanted.kind() + " '" + wanted.name()
                            + "', which does not have it"));
        }
    }

    /** Those of the set and, where this account may look, those of the cluster; those of the set take the place of those there. */
    private Optional<List<Map<String, Object>>> objects(String apiVersion, String kind, String namespace)
            throws DeliveryException {
        List<Map<String, Object>> ours = set.stream()
                .filter(one -> one.kind().equals(kind) && same(one.namespace(), namespace))
                .map(Manifest::object)
                .toList();
        return lookup.all(apiVersion, kind, namespace).map(live -> {
            List<Map<String, Object>> all = new ArrayList<>(ours);
            all.addAll(live);
            return all;
        });
    }

    private static boolean same(String one, String other) {
        return one == null ? other == null : one.equals(other);
    }

    private void service(Manifest service) throws DeliveryException {
        Map<String, Object> selector = selector(service.object());
        if (selector.isEmpty()) {
            return;
        }
        List<Map<String, Object>> templates = templates(service.namespace()).stream()
                .filter(template -> PodTemplates.matches(selector, template))
                .toList();
        if (templates.isEmpty()) {
            boolean pods = lookup.all("v1", "Pod", service.namespace()).stream()
                    .flatMap(List::stream)
                    .anyMatch(pod -> PodTemplates.matches(selector, pod));
            if (!pods) {
                problems.add(Problem.error(
                        service.ref(), "its selector " + selector + " matches no pods; nothing would answer"));
            }
            return;
        }
        for (Object port : Fields.list(service.object(), "spec", "ports")) {
            port(service, templates, port);
        }
    }

    private void port(Manifest service, List<Map<String, Object>> templates, Object port) {
        Object target = Fields.at(port, "targetPort") == null ? Fields.at(port, "port") : Fields.at(port, "targetPort");
        String name = "port " + Fields.text(port, "port");
        if (target instanceof String wanted && !wanted.matches("[0-9]+")) {
            if (templates.stream().noneMatch(one -> PodTemplates.ports(one)
                    .anyMatch(open -> wanted.equals(Fields.text(open, "name"))))) {
                problems.add(Problem.error(
                        service.ref(),
                        name + " leads to '" + wanted + "', and no container of its pods has a port of that name"));
            }
            return;
        }
        boolean declared = templates.stream()
                .anyMatch(one -> PodTemplates.ports(one).findAny().isPresent());
        if (declared
                && templates.stream().noneMatch(one -> PodTemplates.ports(one)
                        .anyMatch(open -> String.valueOf(target).equals(Fields.text(open, "containerPort"))))) {
            problems.add(Problem.warning(
                    service.ref(), name + " leads to " + target + ", which no container of its pods declares"));
        }
    }

    private static Map<String, Object> selector(Map<String, Object> service) {
        return Fields.map(service, "spec", "selector");
    }

    /** Templates of the set, and of workloads in the cluster that the set does not replace. */
    private List<Map<String, Object>> templates(String namespace) throws DeliveryException {
        List<Map<String, Object>> templates = new ArrayList<>();
        for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet")) {
            objects("apps/v1", kind, namespace)
                    .orElse(List.of())
                    .forEach(one -> templates.add(PodTemplates.of(withKind(one, kind))));
        }
        set.stream()
                .filter(one -> same(one.namespace(), namespace))
                .map(one -> PodTemplates.of(one.object()))
                .filter(template -> !template.isEmpty())
                .forEach(templates::add);
        return templates;
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

    private void ingress(Manifest ingress) throws DeliveryException {
        String className = Fields.text(ingress.object(), "spec", "ingressClassName");
        if (className != null) {
            need(ingress, new Reference("networking.k8s.io/v1", "IngressClass", className, null, "it"));
        }
        List<Object> backends = new ArrayList<>();
        backends.add(Fields.at(ingress.object(), "spec", "defaultBackend"));
        Fields.list(ingress.object(), "spec", "rules").forEach(rule -> Fields.list(rule, "http", "paths")
                .forEach(path -> backends.add(Fields.at(path, "backend"))));
        for (Object backend : backends) {
            String name = Fields.text(backend, "service", "name");
            if (name != null) {
                need(ingress, new Reference("v1", "Service", name, null, "it"));
            }
        }
    }

    private void storage(Manifest owner, Object claim) throws DeliveryException {
        String className = Fields.text(claim, "spec", "storageClassName");
        if (className != null && !className.isEmpty()) {
            need(owner, new Reference("storage.k8s.io/v1", "StorageClass", className, null, "its claim"));
        }
    }

    private void statefulSet(Manifest owner) throws DeliveryException {
        for (Object claim : Fields.list(owner.object(), "spec", "volumeClaimTemplates")) {
            storage(owner, claim);
        }
    }

    private void autoscaler(Manifest owner) throws DeliveryException {
        Map<String, Object> target = Fields.map(owner.object(), "spec", "scaleTargetRef");
        String name = Fields.text(target, "name");
        if (name != null && Fields.text(target, "kind") != null) {
            String apiVersion = Fields.text(target, "apiVersion");
            need(
                    owner,
                    new Reference(
                            apiVersion == null ? "apps/v1" : apiVersion,
                            Fields.text(target, "kind"),
                            name,
                            null,
                            "it"));
        }
    }

    private void budget(Manifest owner) throws DeliveryException {
        Map<String, Object> selector = Fields.map(owner.object(), "spec", "selector", "matchLabels");
        if (!selector.isEmpty()
                && templates(owner.namespace()).stream().noneMatch(one -> PodTemplates.matches(selector, one))) {
            problems.add(Problem.error(owner.ref(), "its selector " + selector + " matches no workload"));
        }
    }
}
