package io.jenkins.plugins.storefront.strategy;

import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.guard.GateRule;
import java.util.ArrayList;
import java.util.List;

/** What must hold before a strategy goes on: a parameter of {@link BlueGreenStrategy}, {@link CanaryStrategy} and {@link CanaryStep}. */
public abstract class RolloutGate extends AbstractDescribableImpl<RolloutGate> {
    /** @throws DeliveryException naming the parameter that cannot be, and what can */
    abstract GateRule toEngine() throws DeliveryException;

    static List<GateRule> all(List<RolloutGate> gates) throws DeliveryException {
        List<GateRule> rules = new ArrayList<>();
        for (RolloutGate gate : gates) {
            rules.add(gate.toEngine().checked());
        }
        return rules;
    }

    /** A list that may be kept: its own, of a kind that XStream writes plainly. */
    static List<RolloutGate> kept(List<RolloutGate> given) {
        return given == null ? new ArrayList<>() : new ArrayList<>(given);
    }
}
