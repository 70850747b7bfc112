package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the status of a pod as a kubelet reports it (kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle). */
final class PodStatus {
    private final ObjectNode pod;
    private final Control control;

    PodStatus(ObjectNode pod, Control control) {
        this.pod = pod;
        this.control = control;
    }

    private interface State {
        void fill(ObjectNode container);
    }

    void scheduled() {
        control.change(pod, it -> it.withObject("/spec").put("nodeName", ClusterBasics.NODE));
        write("Pending", "PodScheduled", true, "", "", null, null);
    }

    void unschedulable() {
        write(
                "Pending",
                "PodScheduled",
                false,
                "Unschedulable",
                "0/1 nodes are available: 1 Insufficient memory. preemption: 0/1 nodes are available.",
                null,
                null);
    }

    void running(boolean ready, int restarts) {
        write("Running", "Ready", ready, ready ? "" : "ContainersNotReady", "", "containerStatuses", container -> {
            container.put("ready", ready).put("started", true).put("restartCount", restarts);
            container.withObject("/state/running").put("startedAt", control.timestamp());
        });
    }

    void waiting(String reason, String message) {
        write("Pending", "Ready", false, "ContainersNotReady", "", "containerStatuses", container -> {
            container.put("ready", false).put("started", false).put("restartCount", 0);
            container
                    .withObject("/state/waiting")
                    .put("reason", reason)
                    .put(
                            "message",
                            message.replace("IMAGE", container.path("image").asText()));
        });
    }

    /** Ended, to be restarted: at first just ended, then in a back-off that grows. */
    void crashed(String list, Behaviour how, int restarts) {
        write(
                list.equals("containerStatuses") ? "Running" : "Pending",
                "Ready",
                false,
                "ContainersNotReady",
                "",
                list,
                container -> {
                    container.put("ready", false).put("started", false).put("restartCount", restarts);
                    if (restarts <= 1) {
                        ended(container.withObject("/state/terminated"), how.exitCode(), how.exitReason());
                    } else {
                        container
                                .withObject("/state/waiting")
                                .put("reason", "CrashLoopBackOff")
                                .put(
                                        "message",
                                        "back-off " + 10 * (restarts - 1) + "s restarting failed container="
                                                + container.path("name").asText() + " pod="
                                                + control.key(pod).name());
                        ended(container.withObject("/lastState/terminated"), how.exitCode(), how.exitReason());
                    }
                });
    }

    void ended(boolean well) {
        write(well ? "Succeeded" : "Failed", "Ready", false, "PodCompleted", "", "containerStatuses", container -> {
            container.put("ready", false).put("started", false).put("restartCount", 0);
            ended(container.withObject("/state/terminated"), well ? 0 : 1, well ? "Completed" : "Error");
        });
    }

    private void ended(ObjectNode state, int code, String reason) {
        state.put("exitCode", code)
                .put("reason", reason)
                .put("startedAt", control.timestamp())
                .put("finishedAt", control.timestamp());
    }

    private void write(
            String phase, String condition, boolean holds, String reason, String message, String list, State state) {
        ObjectNode now = control.get(control.key(pod));
        control.status(now, status -> {
            status.put("phase", phase);
            if (condition.equals("Ready")) {
                status.put("hostIP", "127.0.0.1");
                control.condition(status, "Initialized", !"initContainerStatuses".equals(list), "", "");
                control.condition(status, "ContainersReady", holds, reason, message);
            }
            control.condition(status, condition, holds, reason, message);
            if (list != null) {
                status.set(list, containers(list, state));
            }
        });
    }

    private ArrayNode containers(String list, State state) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        String field = list.equals("containerStatuses") ? "containers" : "initContainers";
        for (JsonNode container : pod.path("spec").path(field)) {
            ObjectNode one = all.addObject()
                    .put("name", container.path("name").asText())
                    .put("image", container.path("image").asText())
                    .put("imageID", container.path("image").asText());
            state.fill(one);
        }
        return all;
    }
}
