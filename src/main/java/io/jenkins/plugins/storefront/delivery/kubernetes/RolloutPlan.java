package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState.Group;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a rollout does, in order. Kept sealed beside the release, because it may hold Secrets: first the plan, then, before the
 * first change, what the plan replaces ({@code undo-…}).
 *
 * @param apply objects to apply
 * @param delete objects to delete, after the others were applied
 * @param force whether to take fields over that another manager owns
 * @param replace objects of which one part is put in the place of what is there, whoever owns it
 * @param groups in which objects are applied; empty where all are applied at once
 * @param prune objects to delete once everything serves
 * @param target where it goes; null in what an earlier version wrote
 * @param found per object what was found and would be done when the plan was made, as a hash
 */
record RolloutPlan(
        List<Map<String, Object>> apply,
        List<WorkloadRef> delete,
        boolean force,
        List<Replacement> replace,
        List<Group> groups,
        List<WorkloadRef> prune,
        Target target,
        Map<String, String> found) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    RolloutPlan {
        apply = List.copyOf(apply);
        delete = List.copyOf(delete);
        replace = replace == null ? List.of() : List.copyOf(replace);
        groups = groups == null ? List.of() : List.copyOf(groups);
        prune = prune == null ? List.of() : List.copyOf(prune);
        found = found == null ? Map.of() : Map.copyOf(found);
    }

    /** A plan that applies and deletes. */
    RolloutPlan(List<Map<String, Object>> apply, List<WorkloadRef> delete, boolean force) {
        this(apply, delete, force, List.of(), List.of(), List.of(), null, Map.of());
    }

    /**
     * Where a plan goes.
     *
     * @param namespace for objects that name none
     * @param set name of the set, or null
     * @param service of the set, where it alone goes; null where all of the set does
     * @param images image as written to the reference that replaces it
     * @param irreversible why the release cannot be undone, or null
     */
    record Target(
            String cluster,
            String namespace,
            String set,
            String service,
            Map<String, String> images,
            String irreversible) {
        Target {
            images = Map.copyOf(images);
        }
    }

    /**
     * A part of an object that is set whoever owns it, as kubectl's scale, rollout restart and rollout undo do.
     *
     * @param path of the part
     * @param value that it gets; null removes it
     */
    record Replacement(WorkloadRef object, List<String> path, Object value) {
        Replacement {
            path = List.copyOf(path);
        }
    }

    List<Manifest> manifests() {
        return apply.stream().map(Manifest::new).toList();
    }

    void keep(DeliveryContext delivery, String name) throws DeliveryException {
        try {
            delivery.release().keep(name, delivery.sealer().seal(Secret.of(MAPPER.writeValueAsString(this))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan cannot be written as JSON", e);
        } catch (IOException e) {
            throw new DeliveryException("the plan of the rollout cannot be written down: " + e.getMessage(), e);
        }
    }

    /** Reads what {@link #keep} wrote, or null if nothing was kept under that name. */
    static RolloutPlan kept(DeliveryContext delivery, String name) throws DeliveryException {
        try {
            String sealed = delivery.release().kept(name).orElse(null);
            return sealed == null
                    ? null
                    : MAPPER.readValue(delivery.sealer().open(sealed).reveal(), RolloutPlan.class);
        } catch (IOException e) {
            throw new DeliveryException("the plan of the rollout cannot be read back: " + e.getMessage(), e);
        }
    }

    static String planOf(String rollout) {
        return "plan-" + rollout;
    }

    static String undoOf(String rollout) {
        return "undo-" + rollout;
    }
}
