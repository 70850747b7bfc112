package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Key;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the numbered pods of a StatefulSet one after the other, each with its claims, and replaces them from the last to the first
 * (k8s.io/kubernetes/pkg/controller/statefulset, "stateful_set_control.go"). As there, a pod that does not get ready holds up
 * everything after it, a return to an older template too, until somebody deletes it.
 */
final class StatefulSetController implements Controller {
    static final String HASH = "controller-revision-hash";

    @Override
    public void reconcile(Control control) {
        for (ObjectNode set : control.all("apps/v1", "StatefulSet")) {
            String update = Objects.name(set) + "-" + Replicas.hash(set.at("/spec/template"));
            List<ObjectNode> pods = pods(set, control);
            step(set, update, pods, control);
            report(set, update, pods(set, control), control);
        }
    }

    /** By ordinal; null where there is none. */
    private static List<ObjectNode> pods(ObjectNode set, Control control) {
        List<ObjectNode> pods = new ArrayList<>();
        for (int i = 0; i < Replicas.wanted(set); i++) {
            pods.add(control.get(
                    new Key(control.types().of("v1", "Pod"), Objects.namespace(set), Objects.name(set) + "-" + i)));
        }
        return pods;
    }

    private static void step(ObjectNode set, String update, List<ObjectNode> pods, Control control) {
        for (ObjectNode pod : control.owned(set, "v1", "Pod")) {
            if (!pods.contains(pod)) {
                control.delete(pod);
            }
        }
        boolean ordered = !set.at("/spec/podManagementPolicy").asText().equals("Parallel");
        boolean allReady = true;
        for (int i = 0; i < pods.size(); i++) {
            ObjectNode pod = pods.get(i);
            if (pod == null) {
                create(set, i, revision(set, i, update), control);
            }
            if (pod == null || !Objects.isTrue(pod, "Ready") || Objects.terminating(pod)) {
                allReady = false;
                if (ordered) {
                    return;
                }
            }
        }
        if (!allReady && ordered || set.at("/spec/updateStrategy/type").asText().equals("OnDelete")) {
            return;
        }
        int partition = set.at("/spec/updateStrategy/rollingUpdate/partition").asInt();
        for (int i = pods.size() - 1; i >= partition; i--) {
            ObjectNode pod = pods.get(i);
            if (pod == null || Objects.terminating(pod)) {
                return;
            } else if (!hash(pod).equals(update)) {
                control.delete(pod);
                return;
            } else if (!Objects.isTrue(pod, "Ready")) {
                return;
            }
        }
    }

    /** A pod below the partition is made anew with the template that the others there have. */
    private static String revision(ObjectNode set, int ordinal, String update) {
        String current = set.at("/status/currentRevision").asText(update);
        boolean kept =
                ordinal < set.at("/spec/updateStrategy/rollingUpdate/partition").asInt();
        return kept ? current : update;
    }

    private static void create(ObjectNode set, int ordinal, String revision, Control control) {
        String name = Objects.name(set) + "-" + ordinal;
        ObjectNode pod = Pods.of(set, name, control);
        pod.withObject("/metadata/labels")
                .put(HASH, revision)
                .put("statefulset.kubernetes.io/pod-name", name)
                .put("apps.kubernetes.io/pod-index", Integer.toString(ordinal));
        for (JsonNode template : set.at("/spec/volumeClaimTemplates")) {
            String claim = Objects.name(template) + "-" + name;
            ObjectNode made = control.draft("v1", "PersistentVolumeClaim", Objects.namespace(set), claim);
            made.set("spec", template.path("spec").deepCopy());
            control.create(made);
            ObjectNode volume = pod.withObject("/spec").withArray("/volumes").addObject();
            volume.put("name", Objects.name(template));
            volume.putObject("persistentVolumeClaim").put("claimName", claim);
        }
        control.create(pod);
    }

    private static String hash(JsonNode pod) {
        return pod.path("metadata").path("labels").path(HASH).asText();
    }

    private static void report(ObjectNode set, String update, List<ObjectNode> pods, Control control) {
        List<ObjectNode> there = pods.stream()
                .filter(pod -> pod != null && !Objects.terminating(pod))
                .toList();
        List<ObjectNode> updated =
                there.stream().filter(pod -> hash(pod).equals(update)).toList();
        boolean complete = updated.size() == Replicas.wanted(set) && Replicas.ready(updated) == updated.size();
        control.status(set, status -> {
            String current = complete ? update : status.path("currentRevision").asText(update);
            status.put("observedGeneration", set.at("/metadata/generation").asInt())
                    .put("replicas", there.size())
                    .put("readyReplicas", Replicas.ready(there))
                    .put("availableReplicas", Replicas.ready(there))
                    .put("updatedReplicas", updated.size())
                    .put("currentReplicas", (int) there.stream()
                            .filter(pod -> hash(pod).equals(current))
                            .count())
                    .put("currentRevision", current)
                    .put("updateRevision", update)
                    .put("collisionCount", 0);
        });
    }
}
