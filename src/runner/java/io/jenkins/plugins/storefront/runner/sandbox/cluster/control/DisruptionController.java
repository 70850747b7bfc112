package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.util.List;

/** Counts the pods of PodDisruptionBudgets (k8s.io/kubernetes/pkg/controller/disruption). */
final class DisruptionController implements Controller {
    @Override
    public void reconcile(Control control) {
        for (ObjectNode budget : control.all("policy/v1", "PodDisruptionBudget")) {
            JsonNode labels = budget.at("/spec/selector/matchLabels");
            List<ObjectNode> pods = control.in(Objects.namespace(budget), "v1", "Pod").stream()
                    .filter(pod -> Objects.matches(pod.at("/metadata/labels"), labels) && !Objects.terminating(pod))
                    .toList();
            int healthy = Replicas.ready(pods);
            boolean spares = budget.at("/spec").has("maxUnavailable");
            int desired = spares
                    ? pods.size() - Replicas.share(budget.at("/spec/maxUnavailable"), pods.size(), true)
                    : Replicas.share(budget.at("/spec/minAvailable"), pods.size(), true);
            int allowed = Math.max(0, healthy - desired);
            control.status(budget, status -> {
                status.put(
                                "observedGeneration",
                                budget.at("/metadata/generation").asInt())
                        .put("currentHealthy", healthy)
                        .put("desiredHealthy", Math.max(0, desired))
                        .put("expectedPods", pods.size())
                        .put("disruptionsAllowed", allowed);
                control.condition(
                        status,
                        "DisruptionAllowed",
                        allowed > 0,
                        allowed > 0 ? "SufficientPods" : "InsufficientPods",
                        "");
            });
        }
    }
}
