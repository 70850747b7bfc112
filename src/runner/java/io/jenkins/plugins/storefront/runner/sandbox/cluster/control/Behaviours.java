package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which pods behave how: as their annotation {@code behaviour} says, else as was told for their label {@code app}. Thread-safe. */
public final class Behaviours {
    private final Map<String, Behaviour> told = new ConcurrentHashMap<>();
    private final Map<String, Behaviour> fixed = new ConcurrentHashMap<>();

    /** Pods with the label {@code app=NAME} that start from now on behave like this. */
    public void tell(String app, Behaviour behaviour) {
        told.put(app, behaviour);
    }

    /** A pod keeps what it got when it was first asked for. */
    Behaviour of(JsonNode pod) {
        return fixed.computeIfAbsent(Objects.uid(pod), uid -> decide(pod));
    }

    private Behaviour decide(JsonNode pod) {
        String word = Objects.annotation(pod, "behaviour");
        if (word == null) {
            return told.getOrDefault(pod.at("/metadata/labels/app").asText(), Behaviour.NONE);
        }
        try {
            return Behaviour.of(word);
        } catch (DeliveryException unknown) {
            return Behaviour.NONE;
        }
    }

    void forget(JsonNode pod) {
        fixed.remove(Objects.uid(pod));
    }
}
