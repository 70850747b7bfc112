package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.log.PlanText;
import io.jenkins.plugins.storefront.delivery.model.FieldChange;
import io.jenkins.plugins.storefront.delivery.model.ObjectChange;
import io.jenkins.plugins.storefront.delivery.plan.Problem;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds out what a rollout would change, without changing it. */
public final class ClusterPlans {
    private ClusterPlans() {}

    /** Makes a plan, tells it and keeps it for a rollout of this run; what it is, as data. Blocks; call on a pool thread. */
    public static Map<String, Object> diff(DeliveryContext delivery, RolloutRequest request) throws DeliveryException {
        try (Cluster cluster = Clusters.open(delivery.clusters().resolve(request.cluster()))) {
            return data(request.id(), new Planner(delivery, cluster).diff(request));
        } catch (DeliveryException e) {
            throw new DeliveryException("cluster " + request.cluster() + ": " + e.getMessage(), e);
        }
    }

    /** What serves right now, as data and as a table in the log; a namespace of null is the cluster's default. */
    public static Map<String, Object> status(DeliveryContext delivery, String name, String namespace, String set)
            throws DeliveryException {
        try (Cluster cluster = Clusters.open(delivery.clusters().resolve(name))) {
            return Status.of(delivery, cluster, namespace == null ? cluster.defaultNamespace() : namespace, set);
        } catch (DeliveryException e) {
            throw new DeliveryException("cluster " + name + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> data(String id, Draft draft) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("plan", id);
        data.put("cluster", draft.plan().target().cluster());
        data.put("namespace", draft.plan().target().namespace());
        data.put("changes", draft.changes().stream().anyMatch(one -> one.kind() != ObjectChange.Kind.UNCHANGED));
        for (ObjectChange.Kind kind : ObjectChange.Kind.values()) {
            data.put(kind.name().toLowerCase(Locale.ROOT), (int)
                    draft.changes().stream().filter(one -> one.kind() == kind).count());
        }
        data.put("objects", draft.changes().stream().map(ClusterPlans::object).toList());
        data.put(
                "problems",
                draft.problems().stream()
                        .filter(Problem::error)
                        .map(Problem::toString)
                        .toList());
        data.put(
                "warnings",
                draft.problems().stream()
                        .filter(one -> !one.error())
                        .map(Problem::toString)
                        .toList());
        data.put("irreversible", draft.plan().target().irreversible());
        data.put("text", String.join("\n", PlanText.lines(draft.changes())));
        return data;
    }

    private static Map<String, Object> object(ObjectChange change) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("object", change.object().toString());
        data.put("kind", change.object().kind());
        data.put("namespace", change.object().namespace());
        data.put("name", change.object().name());
        data.put("change", change.kind().name().toLowerCase(Locale.ROOT));
        List<Map<String, Object>> fields = new ArrayList<>();
        for (FieldChange field : change.fields()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("path", field.path());
            one.put("before", field.before());
            one.put("after", field.after());
            fields.add(one);
        }
        data.put("fields", fields);
        return data;
    }
}
