package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether each container names what a quota of its namespace counts: where a quota limits a resource, the API server lets no pod in that
 * says nothing of it (kubernetes.io/docs/concepts/policy/resource-quotas). Quotas of a scope are left to the cluster.
 */
final class NamedResources {
    private NamedResources() {}

    static Set<Problem> of(Outlook outlook, List<Manifest> set) throws DeliveryException {
        Set<Problem> problems = new LinkedHashSet<>();
        for (Manifest manifest : set) {
            Map<String, Object> template = PodTemplates.of(manifest.object());
            if (template.isEmpty() || manifest.namespace() == null) {
                continue;
            }
            for (Map<String, Object> quota : outlook.known("v1", "ResourceQuota", manifest.namespace())) {
                boolean scoped =
                        Fields.at(quota, "spec", "scopes") != null || Fields.at(quota, "spec", "scopeSelector") != null;
                for (String key : scoped
                        ? Set.<String>of()
                        : Fields.map(quota, "spec", "hard").keySet()) {
                    check(outlook, manifest, template, quota, key, problems);
                }
            }
        }
        return problems;
    }

    private static void check(
            Outlook outlook,
            Manifest owner,
            Map<String, Object> template,
            Map<String, Object> quota,
            String key,
            Set<Problem> problems)
            throws DeliveryException {
        String full = key.equals("cpu") || key.equals("memory") ? "requests." + key : key;
        if (!full.matches("(requests|limits)\\.(cpu|memory)")) {
            return;
        }
        String part = full.substring(0, full.indexOf('.'));
        String resource = full.substring(full.indexOf('.') + 1);
        for (Object container : PodTemplates.allContainers(template)) {
            // A limit alone is a request too
            boolean named = Fields.at(container, "resources", part, resource) != null
                    || Fields.at(container, "resources", "limits", resource) != null;
            if (!named && !outlook.hasDefault(owner.namespace(), part, resource)) {
                problems.add(Problem.error(
                        owner.ref(),
                        "container " + Fields.text(container, "name") + " names no " + full
                                + ", which the ResourceQuota " + Fields.text(quota, "metadata", "name")
                                + " asks of every container; name them, or give the namespace a LimitRange with"
                                + " defaults"));
            }
        }
    }
}
