package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code blueGreen(…)}: a second set takes all the traffic at once, and the old one is kept for a while. */
public final class BlueGreenStrategy extends RolloutStrategy {
    private int keepOld;
    private boolean byHand;
    private List<RolloutGate> gates = new ArrayList<>();
    private List<RolloutGate> after = new ArrayList<>();

    @DataBoundConstructor
    public BlueGreenStrategy() {}

    public int getKeepOld() {
        return keepOld;
    }

    /** Seconds for which the old set is kept as it is after the switch; 0 or more. */
    @DataBoundSetter
    public void setKeepOld(int keepOld) {
        this.keepOld = Math.max(0, keepOld);
    }

    public boolean isByHand() {
        return byHand;
    }

    /** Whether the switch waits until somebody promotes it. */
    @DataBoundSetter
    public void setByHand(boolean byHand) {
        this.byHand = byHand;
    }

    public List<RolloutGate> getGates() {
        return gates;
    }

    /** Gates that must say go before the switch. */
    @DataBoundSetter
    public void setGates(List<RolloutGate> gates) {
        this.gates = RolloutGate.kept(gates);
    }

    public List<RolloutGate> getAfter() {
        return after;
    }

    /** Gates that must say go before the old set is given up. */
    @DataBoundSetter
    public void setAfter(List<RolloutGate> after) {
        this.after = RolloutGate.kept(after);
    }

    @Override
    public Optional<Strategy> toEngine() throws DeliveryException {
        return Optional.of(Strategy.blueGreen(
                byHand, Duration.ofSeconds(keepOld), RolloutGate.all(gates), RolloutGate.all(after)));
    }

    /** Names it in Jenkinsfiles. */
    @Extension
    @Symbol("blueGreen")
    public static final class DescriptorImpl extends Descriptor<RolloutStrategy> {
        @Override
        public String getDisplayName() {
            return Words.text("strategy.blueGreen");
        }
    }
}
