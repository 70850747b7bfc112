package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what would keep a set from serving although every object of it is valid: names that nothing has, selectors that match nothing,
 * ports that nobody opens. An object may be in the set or in the cluster already.
 */
public final class SetCheck {
    private final Outlook outlook;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Needs needs;

    private SetCheck(Outlook outlook) {
        this.outlook = outlook;
        this.needs = new Needs(outlook, problems);
    }

    /** All problems of a set whose objects have their namespaces, each once. */
    public static List<Problem> of(List<Manifest> set, Lookup lookup) throws DeliveryException {
        Outlook outlook = new Outlook(set, lookup);
        SetCheck check = new SetCheck(outlook);
        TrafficCheck traffic = new TrafficCheck(outlook, check.needs, check.problems);
        for (Manifest manifest : set) {
            Map<String, Object> template = PodTemplates.of(manifest.object());
            if (!template.isEmpty()) {
                check.pod(manifest, template);
            }
            switch (manifest.kind()) {
                case "Service" -> traffic.service(manifest);
                case "Ingress" -> traffic.ingress(manifest);
                case "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute" -> traffic.route(manifest);
                case "PersistentVolumeClaim" -> check.storage(manifest, manifest.object());
                case "StatefulSet" -> check.statefulSet(manifest);
                case "HorizontalPodAutoscaler" -> new ScalerCheck(outlook, check.needs, check.problems).check(manifest);
                case "PodDisruptionBudget" -> check.budget(manifest);
                default -> {}
            }
        }
        check.problems.addAll(QuotaCheck.of(set, lookup));
        check.problems.addAll(NamedResources.of(outlook, set));
        return List.copyOf(check.problems);
    }

    private void pod(Manifest owner, Map<String, Object> template) throws DeliveryException {
        for (Reference reference : Reference.of(template)) {
            needs.check(owner, reference);
        }
        String priority = Fields.text(template, "spec", "priorityClassName");
        if (priority != null) {
            needs.check(owner, new Reference("scheduling.k8s.io/v1", "PriorityClass", priority, null, "its pods"));
        }
        boolean serving = Set.of("Deployment", "StatefulSet", "DaemonSet").contains(owner.kind());
        if (serving && isBehindAService(owner, template)) {
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

    private boolean isBehindAService(Manifest owner, Map<String, Object> template) throws DeliveryException {
        return outlook.known("v1", "Service", owner.namespace()).stream()
                .anyMatch(service -> PodTemplates.matches(Fields.map(service, "spec", "selector"), template));
    }

    private void storage(Manifest owner, Object claim) throws DeliveryException {
        String className = Fields.text(claim, "spec", "storageClassName");
        if (className != null && !className.isEmpty()) {
            needs.check(owner, new Reference("storage.k8s.io/v1", "StorageClass", className, null, "its claim"));
        }
    }

    private void statefulSet(Manifest owner) throws DeliveryException {
        for (Object claim : Fields.list(owner.object(), "spec", "volumeClaimTemplates")) {
            storage(owner, claim);
        }
    }

    private void budget(Manifest owner) throws DeliveryException {
        Map<String, Object> selector = Fields.map(owner.object(), "spec", "selector", "matchLabels");
        if (!selector.isEmpty()
                && outlook.templates(owner.namespace()).stream()
                        .noneMatch(one -> PodTemplates.matches(selector, one))) {
            problems.add(Problem.error(owner.ref(), "its selector " + selector + " matches no workload"));
        }
    }
}
