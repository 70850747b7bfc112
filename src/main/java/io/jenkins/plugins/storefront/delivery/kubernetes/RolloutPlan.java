package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
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
 */
record RolloutPlan(List<Map<String, Object>> apply, List<WorkloadRef> delete, boolean force) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    RolloutPlan {
        apply = List.copyOf(apply);
        delete = List.copyOf(delete);
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
