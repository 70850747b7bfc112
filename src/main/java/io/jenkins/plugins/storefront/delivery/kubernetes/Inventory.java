package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Hooks;
import io.jenkins.plugins.storefront.delivery.plan.Marks;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What releases of a set applied, as a ConfigMap beside them, so that a later release from wherever knows what it may remove. An object
 * is removed only if it is in here, bears the set's label, and has fields that we applied; whatever else is nobody's to remove.
 */
final class Inventory {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<List<WorkloadRef>> REFS = new TypeReference<>() {};
    private static final String OBJECTS = "objects";

    /** Never removed, by pruning or by an undo: all that is in a namespace, of a definition or on a volume would go with it. */
    private static final Set<String> KEPT =
            Set.of("Namespace", "CustomResourceDefinition", "PersistentVolumeClaim", "PersistentVolume");

    private Inventory() {}

    /** Whether removing it would remove more than what was applied. */
    static boolean isKept(WorkloadRef ref) {
        return KEPT.contains(ref.kind());
    }

    static WorkloadRef ref(String namespace, String set) {
        return new WorkloadRef("v1", "ConfigMap", namespace, "storefront-set-" + set);
    }

    /** What is noted there now; nothing where there is no inventory. */
    static Set<WorkloadRef> read(Cluster cluster, String namespace, String set) throws DeliveryException {
        Map<String, Object> kept = cluster.get(ref(namespace, set));
        String objects = Fields.text(kept, "data", OBJECTS);
        try {
            return objects == null ? Set.of() : new LinkedHashSet<>(MAPPER.readValue(objects, REFS));
        } catch (JsonProcessingException e) {
            throw new DeliveryException(
                    ref(namespace, set) + " is damaged; delete it, and remove by hand what the set no longer has", e);
        }
    }

    /** Writes down that these objects are the set's. */
    static void write(Cluster cluster, String namespace, String set, Collection<WorkloadRef> objects)
            throws DeliveryException {
        WorkloadRef ref = ref(namespace, set);
        try {
            cluster.apply(
                    new Manifest(Map.of(
                            "apiVersion", ref.apiVersion(),
                            "kind", ref.kind(),
                            "metadata",
                                    Map.of(
                                            "name", ref.name(),
                                            "namespace", namespace,
                                            "labels", Map.of(Marks.SET, set)),
                            "data", Map.of(OBJECTS, MAPPER.writeValueAsString(objects)))),
                    true);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an inventory cannot be written as JSON", e);
        }
    }

    /** Objects of earlier releases that this one lacks, what others need last. */
    static List<WorkloadRef> leftBehind(Set<WorkloadRef> noted, Collection<Manifest> planned, String set, Live live)
            throws DeliveryException {
        Set<WorkloadRef> wanted = new LinkedHashSet<>();
        planned.forEach(one -> wanted.add(one.ref()));
        List<WorkloadRef> left = new ArrayList<>();
        for (WorkloadRef ref : noted) {
            if (!wanted.contains(ref) && !KEPT.contains(ref.kind())) {
                Map<String, Object> object = live.get(ref);
                if (object != null && isOurs(object, set)) {
                    left.add(0, ref);
                }
            }
        }
        return left;
    }

    static boolean isOurs(Map<String, Object> object, String set) {
        return set.equals(Marks.label(object, Marks.SET))
                && !OwnedFields.of(object, Fabric8Cluster.FIELD_MANAGER).isEmpty();
    }

    /** What a release adds: its objects but for hooks, which have run and say nothing. */
    static List<WorkloadRef> noted(Collection<Manifest> applied) {
        return applied.stream()
                .filter(one -> Hooks.when(one) == null && !KEPT.contains(one.kind()))
                .map(Manifest::ref)
                .toList();
    }
}
