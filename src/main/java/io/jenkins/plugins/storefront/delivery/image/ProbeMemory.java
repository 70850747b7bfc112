package io.jenkins.plugins.storefront.delivery.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Remembers beside the run's release what each back end offered on each agent, so that it is asked once in a run. Thread-safe. */
final class ProbeMemory {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeliveryContext delivery;

    ProbeMemory(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    synchronized ImageBackEnd.Offer of(ImageBackEnd backEnd)
            throws DeliveryException, IOException, InterruptedException {
        String name = "builder-" + backEnd.name() + "-" + agent();
        Optional<ImageBackEnd.Offer> known = known(name);
        if (known.isPresent()) {
            return known.get();
        }
        ImageBackEnd.Offer offer = backEnd.probe();
        delivery.release().keep(name, JSON.writeValueAsString(offer));
        return offer;
    }

    private Optional<ImageBackEnd.Offer> known(String name) throws IOException {
        Optional<String> kept = delivery.release().kept(name);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(kept.get(), ImageBackEnd.Offer.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // of an older version; asked anew
        }
    }

    /** What the answer depends on: the machine, and what leads programs to an engine. */
    private String agent() throws DeliveryException, IOException, InterruptedException {
        Map<String, String> environment = delivery.environment();
        KeyHash hash = new KeyHash().text(delivery.workspace().describe());
        for (String variable : KeyMaker.ENGINE_VARIABLES) {
            hash.text(environment.getOrDefault(variable, ""));
        }
        return hash.text(environment.getOrDefault("PATH", ""))
                .text(environment.getOrDefault("DOCKER_CONFIG", ""))
                .hex()
                .substring(0, 16);
    }
}
