package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What serves in a namespace right now, as data and as a table in the log. */
final class Status {
    private Status() {}

    static Map<String, Object> of(DeliveryContext delivery, Cluster cluster, String namespace, String set)
            throws DeliveryException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> workload : new Companions(cluster, namespace).all(set)) {
            rows.add(row(workload));
        }
        boolean ready = rows.stream().allMatch(row -> Boolean.TRUE.equals(row.get("ready")));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("namespace", namespace);
        result.put("set", set);
        result.put("ready", ready);
        result.put("workloads", rows);
        if (set != null) {
            result.put("revisions", revisions(cluster, namespace, set));
        }
        tell(delivery, rows);
        return result;
    }

    private static Map<String, Object> row(Map<String, Object> workload) {
        boolean daemons = "DaemonSet".equals(workload.get("kind"));
        long desired = daemons
                ? Fields.number(workload, "status", "desiredNumberScheduled")
                : Fields.at(workload, "spec", "replicas") == null ? 1 : Fields.number(workload, "spec", "replicas");
        long available = Fields.number(workload, "status", daemons ? "numberAvailable" : "availableReplicas");
        long updated = Fields.number(workload, "status", daemons ? "updatedNumberScheduled" : "updatedReplicas");
        boolean observed = Fields.number(workload, "status", "observedGeneration")
                >= Fields.number(workload, "metadata", "generation");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", workload.get("kind"));
        row.put("name", Fields.text(workload, "metadata", "name"));
        row.put("desired", desired);
        row.put("updated", updated);
        row.put("available", available);
        row.put("ready", observed && updated == desired && available == desired);
        row.put(
                "images",
                Fields.list(workload, "spec", "template", "spec", "containers").stream()
                        .map(container -> Fields.text(container, "image"))
                        .toList());
        return row;
    }

    private static List<Map<String, Object>> revisions(Cluster cluster, String namespace, String set)
            throws DeliveryException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (History.Revision one : new History(cluster, namespace, set).all()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("revision", one.number());
            row.put("release", one.run());
            row.put("at", one.at());
            row.put("irreversible", one.irreversible());
            all.add(row);
        }
        return all;
    }

    private static void tell(DeliveryContext delivery, List<Map<String, Object>> rows) {
        int width = rows.stream()
                .mapToInt(row -> (row.get("kind") + "/" + row.get("name")).length())
                .max()
                .orElse(0);
        for (Map<String, Object> row : rows) {
            String name = row.get("kind") + "/" + row.get("name");
            delivery.events()
                    .publish(new ProcessOutput(
                            delivery.clock().instant(),
                            "status",
                            name + " ".repeat(width - name.length()) + "  " + row.get("available") + "/"
                                    + row.get("desired") + "  "
                                    + (Boolean.TRUE.equals(row.get("ready")) ? "ready    " : "not ready") + "  "
                                    + String.join(
                                            ", ",
                                            ((List<?>) row.get("images"))
                                                    .stream()
                                                            .map(String::valueOf)
                                                            .toList())));
        }
    }
}
