package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.Collection;
import java.util.Map;

/** Whether a HorizontalPodAutoscaler can do its work: its target is there, and its metrics can be worked out. */
final class ScalerCheck {
    private final Outlook outlook;
    private final Needs needs;
    private final Collection<Problem> problems;

    ScalerCheck(Outlook outlook, Needs needs, Collection<Problem> problems) {
        this.outlook = outlook;
        this.needs = needs;
        this.problems = problems;
    }

    void check(Manifest scaler) throws DeliveryException {
        Map<String, Object> wanted = Fields.map(scaler.object(), "spec", "scaleTargetRef");
        String name = Fields.text(wanted, "name");
        String kind = Fields.text(wanted, "kind");
        if (name == null || kind == null) {
            return; // the dry run says so
        }
        String apiVersion = Fields.text(wanted, "apiVersion");
        Map<String, Object> target =
                needs.check(scaler, new Reference(apiVersion == null ? "apps/v1" : apiVersion, kind, name, null, "it"));
        if (target == null) {
            return;
        }
        for (Object metric : Fields.list(scaler.object(), "spec", "metrics")) {
            metric(scaler, metric, PodTemplates.of(target));
        }
        boolean ours = outlook.ours(scaler.namespace())
                .anyMatch(one -> one.kind().equals(kind) && one.name().equals(name));
        if (ours && Fields.at(target, "spec", "replicas") != null) {
            problems.add(Problem.warning(
                    scaler.ref(),
                    kind + " " + name + " names its replicas, which each rollout sets back under load; leave them to"
                            + " the autoscaler"));
        }
    }

    /** Utilization is a share of what containers ask for (kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale). */
    private void metric(Manifest scaler, Object metric, Map<String, Object> template) throws DeliveryException {
        Object of = Fields.at(metric, "resource") != null
                ? Fields.at(metric, "resource")
                : Fields.at(metric, "containerResource");
        String resource = Fields.text(of, "name");
        if (resource == null
                || !"Utilization".equals(Fields.text(of, "target", "type"))
                || outlook.hasDefault(scaler.namespace(), "requests", resource)) {
            return;
        }
        String only = Fields.text(of, "container");
        for (Object container : PodTemplates.containers(template)) {
            String name = Fields.text(container, "name");
            if ((only == null || only.equals(name))
                    && Fields.at(container, "resources", "requests", resource) == null
                    && Fields.at(container, "resources", "limits", resource) == null) {
                problems.add(Problem.error(
                        scaler.ref(),
                        "it goes by the utilization of " + resource + ", of which container " + name
                                + " requests nothing; it would never scale"));
            }
        }
    }
}
