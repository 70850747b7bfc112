package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps as many pods as a ReplicaSet wants; of too many, those go first that are not ready. */
final class ReplicaSetController implements Controller {
    @Override
    public void reconcile(Control control) {
        for (ObjectNode set : control.all("apps/v1", "ReplicaSet")) {
            List<ObjectNode> pods = new ArrayList<>(control.owned(set, "v1", "Pod").stream()
                    .filter(pod -> !Objects.terminating(pod))
                    .toList());
            pods.sort(Comparator.comparing((ObjectNode pod) -> Objects.isTrue(pod, "Ready")));
            int wanted = Replicas.wanted(set);
            for (int i = pods.size(); i < wanted; i++) {
                control.create(Pods.of(set, freeName(set, control), control));
            }
            for (int i = 0; i < pods.size() - wanted; i++) {
                control.delete(pods.get(i));
            }
            List<ObjectNode> left = control.owned(set, "v1", "Pod").stream()
                    .filter(pod -> !Objects.terminating(pod))
                    .toList();
            control.status(set, status -> status.put(
                            "observedGeneration", set.at("/metadata/generation").asInt())
                    .put("replicas", left.size())
                    .put("fullyLabeledReplicas", left.size())
                    .put("readyReplicas", Replicas.ready(left))
                    .put("availableReplicas", Replicas.ready(left)));
        }
    }

    private static String freeName(ObjectNode set, Control control) {
        for (int i = 0; ; i++) {
            String name = Objects.name(set) + "-" + Replicas.suffix(Objects.uid(set) + control.now() + i);
            if (!control.exists(Objects.namespace(set), "v1", "Pod", name)) {
                return name;
            }
        }
    }
}
