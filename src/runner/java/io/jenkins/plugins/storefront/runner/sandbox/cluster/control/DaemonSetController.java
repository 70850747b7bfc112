package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.util.List;

/** Keeps one pod of a DaemonSet on the only node; a new template replaces it. */
final class DaemonSetController implements Controller {
    @Override
    public void reconcile(Control control) {
        for (ObjectNode set : control.all("apps/v1", "DaemonSet")) {
            String hash = Replicas.hash(set.at("/spec/template"));
            record(set, hash, control);
            List<ObjectNode> pods = control.owned(set, "v1", "Pod");
            if (pods.isEmpty()) {
                ObjectNode pod = Pods.of(
                        set,
                        Objects.name(set) + "-" + Replicas.suffix(Objects.uid(set) + hash + control.now()),
                        control);
                pod.withObject("/metadata/labels").put(StatefulSetController.HASH, hash);
                control.create(pod);
            } else if (!set.at("/spec/updateStrategy/type").asText().equals("OnDelete")) {
                pods.stream().filter(pod -> !isOf(pod, hash)).forEach(control::delete);
            }
            List<ObjectNode> there = control.owned(set, "v1", "Pod").stream()
                    .filter(pod -> !Objects.terminating(pod))
                    .toList();
            int updated = (int) there.stream().filter(pod -> isOf(pod, hash)).count();
            control.status(set, status -> status.put(
                            "observedGeneration", set.at("/metadata/generation").asInt())
                    .put("desiredNumberScheduled", 1)
                    .put("currentNumberScheduled", there.size())
                    .put("updatedNumberScheduled", updated)
                    .put("numberReady", Replicas.ready(there))
                    .put("numberAvailable", Replicas.ready(there))
                    .put("numberMisscheduled", 0));
        }
    }

    /** Keeps a ControllerRevision of each template; one that comes back becomes the newest. */
    private static void record(ObjectNode set, String hash, Control control) {
        List<ObjectNode> known = control.owned(set, "apps/v1", "ControllerRevision");
        int newest = known.stream()
                .mapToInt(one -> one.path("revision").asInt())
                .max()
                .orElse(0);
        ObjectNode mine =
                known.stream().filter(one -> isOf(one, hash)).findFirst().orElse(null);
        if (mine == null) {
            ObjectNode revision = control.draft(
                    "apps/v1", "ControllerRevision", Objects.namespace(set), Objects.name(set) + "-" + hash);
            revision.withObject("/metadata/labels").put(StatefulSetController.HASH, hash);
            Objects.own(revision, set);
            revision.put("revision", newest + 1);
            revision.withObject("/data/spec/template")
                    .setAll((ObjectNode) set.at("/spec/template").deepCopy());
            control.create(revision);
        } else if (mine.path("revision").asInt() < newest) {
            control.change(mine, it -> it.put("revision", newest + 1));
        }
    }

    private static boolean isOf(ObjectNode pod, String hash) {
        return pod.path("metadata")
                .path("labels")
                .path(StatefulSetController.HASH)
                .asText()
                .equals(hash);
    }
}
