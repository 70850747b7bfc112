package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether what comes in through an Ingress, a route or a Service gets to a container: by name, by selector and by port. */
final class TrafficCheck {
    private final Outlook outlook;
    private final Collection<Problem> problems;
    private final Needs needs;

    TrafficCheck(Outlook outlook, Needs needs, Collection<Problem> problems) {
        this.outlook = outlook;
        this.needs = needs;
        this.problems = problems;
    }

    void service(Manifest service) throws DeliveryException {
        Map<String, Object> selector = Fields.map(service.object(), "spec", "selector");
        if (selector.isEmpty()) {
            return;
        }
        List<Map<String, Object>> templates = outlook.templates(service.namespace()).stream()
                .filter(template -> PodTemplates.matches(selector, template))
                .toList();
        if (templates.isEmpty()) {
            selectsNoTemplate(service, selector);
            return;
        }
        for (Object port : Fields.list(service.object(), "spec", "ports")) {
            port(service, templates, port);
        }
    }

    private void selectsNoTemplate(Manifest service, Map<String, Object> selector) throws DeliveryException {
        Optional<List<Map<String, Object>>> pods = outlook.lastingPods(service.namespace());
        if (pods.isEmpty() || pods.get().stream().anyMatch(pod -> PodTemplates.matches(selector, pod))) {
            return;
        }
        // Operators label the pods that they make with the name of the object that asks for them
        boolean byOperator =
                outlook.ours(service.namespace()).anyMatch(one -> isCustom(one) && selector.containsValue(one.name()));
        problems.add(new Problem(
                !byOperator,
                service.ref().toString(),
                "its selector " + selector + " matches no pods; nothing would answer"));
    }

    private static boolean isCustom(Manifest manifest) {
        int slash = manifest.apiVersion().indexOf('/');
        String group = slash < 0 ? "" : manifest.apiVersion().substring(0, slash);
        return group.contains(".") && !group.endsWith(".k8s.io");
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

    void ingress(Manifest ingress) throws DeliveryException {
        String className = Fields.text(ingress.object(), "spec", "ingressClassName");
        if (className != null) {
            needs.check(ingress, new Reference("networking.k8s.io/v1", "IngressClass", className, null, "it"));
        }
        List<Object> backends = new ArrayList<>();
        backends.add(Fields.at(ingress.object(), "spec", "defaultBackend"));
        Fields.list(ingress.object(), "spec", "rules").forEach(rule -> Fields.list(rule, "http", "paths")
                .forEach(path -> backends.add(Fields.at(path, "backend"))));
        for (Object backend : backends) {
            Object port = Fields.at(backend, "service", "port");
            String wanted = Fields.text(port, "name") == null ? Fields.text(port, "number") : Fields.text(port, "name");
            backend(ingress, Fields.text(backend, "service", "name"), wanted);
        }
    }

    /** A route of the Gateway API; what it names in other namespaces is left to the Gateway's controller. */
    void route(Manifest route) throws DeliveryException {
        for (Object rule : Fields.list(route.object(), "spec", "rules")) {
            for (Object backend : Fields.list(rule, "backendRefs")) {
                boolean service = Fields.at(backend, "kind") == null || "Service".equals(Fields.text(backend, "kind"));
                boolean here = Fields.at(backend, "namespace") == null
                        || route.namespace().equals(Fields.text(backend, "namespace"));
                if (service && here) {
                    backend(route, Fields.text(backend, "name"), Fields.text(backend, "port"));
                }
            }
        }
    }

    private void backend(Manifest owner, String service, String port) throws DeliveryException {
        Map<String, Object> found =
                service == null ? null : needs.check(owner, new Reference("v1", "Service", service, null, "it"));
        if (found == null || port == null || "ExternalName".equals(Fields.text(found, "spec", "type"))) {
            return;
        }
        List<Object> ports = Fields.list(found, "spec", "ports");
        if (ports.stream()
                .noneMatch(one -> port.equals(Fields.text(one, "port")) || port.equals(Fields.text(one, "name")))) {
            problems.add(Problem.error(
                    owner.ref(),
                    "it leads to port " + port + " of the Service '" + service + "', which has only "
                            + ports.stream()
                                    .map(one -> Fields.text(one, "port"))
                                    .collect(Collectors.joining(", "))));
        }
    }
}
