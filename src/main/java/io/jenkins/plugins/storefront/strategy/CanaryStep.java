package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** One step of a canary, in Jenkinsfiles a map: {@code [weight: 10, pause: 300]}. */
public final class CanaryStep extends AbstractDescribableImpl<CanaryStep> {
    private final int weight;
    private Integer pause;
    private List<RolloutGate> gates = new ArrayList<>();

    /** @param weight share of the traffic in percent, 1 to 100 */
    @DataBoundConstructor
    public CanaryStep(int weight) {
        this.weight = weight;
    }

    public int getWeight() {
        return weight;
    }

    public Integer getPause() {
        return pause;
    }

    /** Seconds that it lasts at least, 0 or more; until somebody promotes it where it is null. */
    @DataBoundSetter
    public void setPause(Integer pause) {
        this.pause = pause;
    }

    public List<RolloutGate> getGates() {
        return gates;
    }

    /** Gates that are asked at this step only. */
    @DataBoundSetter
    public void setGates(List<RolloutGate> gates) {
        this.gates = RolloutGate.kept(gates);
    }

    Strategy.Step toEngine() throws DeliveryException {
        return new Strategy.Step(weight, pause == null ? null : Duration.ofSeconds(pause), RolloutGate.all(gates));
    }

    /** Names it in forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<CanaryStep> {
        @Override
        public String getDisplayName() {
            return Words.text("strategy.step");
        }
    }
}
