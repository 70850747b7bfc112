package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.DockerErrors;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceLost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the engine that the agent has, before anything is made. */
final class EngineChoice {
    private EngineChoice() {}

    /**
     * The engine that is wanted, else the first that answers.
     *
     * @param wanted or null
     * @throws DeliveryException saying of each why it cannot be used
     */
    static Engine choose(DeliveryContext delivery, Engine wanted)
            throws DeliveryException, IOException, InterruptedException {
        List<String> passed = new ArrayList<>();
        for (Engine one : wanted == null ? List.of(Engine.values()) : List.of(wanted)) {
            String obstacle = obstacle(new EngineCalls(delivery, one));
            if (obstacle == null) {
                return one;
            }
            passed.add(one.program() + " is not usable: " + obstacle);
        }
        throw new DeliveryException("nothing on " + delivery.workspace().describe() + " can run a container: "
                + String.join("; ", passed) + "; install one of them there, or start it");
    }

    private static String obstacle(EngineCalls calls) throws IOException, InterruptedException {
        try {
            ProcessResult said = calls.run(calls.engine().version().toArray(String[]::new));
            return said.succeeded() ? calls.engine().obstacle(said.output()) : DockerErrors.explain(said.errors());
        } catch (DeliveryException e) {
            WorkspaceLost lost = WorkspaceLost.in(e).orElse(null);
            if (lost != null) {
                throw lost;
            }
            return "there is no " + calls.engine().program() + " there";
        }
    }
}
