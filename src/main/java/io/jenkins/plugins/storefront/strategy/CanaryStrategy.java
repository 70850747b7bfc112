package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code canary(…)}: a second set takes a growing share of the traffic. */
public final class CanaryStrategy extends RolloutStrategy {
    private final List<CanaryStep> steps;
    private RolloutTraffic traffic = new ReplicasTraffic();
    private List<RolloutGate> gates = new ArrayList<>();

    /** @param steps at least one */
    @DataBoundConstructor
    public CanaryStrategy(List<CanaryStep> steps) {
        this.steps = steps == null ? new ArrayList<>() : new ArrayList<>(steps);
    }

    public List<CanaryStep> getSteps() {
        return steps;
    }

    public RolloutTraffic getTraffic() {
        return traffic;
    }

    /** How the canary gets its share; by its number of pods by default. */
    @DataBoundSetter
    public void setTraffic(RolloutTraffic traffic) {
        this.traffic = traffic == null ? new ReplicasTraffic() : traffic;
    }

    public List<RolloutGate> getGates() {
        return gates;
    }

    /** Gates that are asked at each step. */
    @DataBoundSetter
    public void setGates(List<RolloutGate> gates) {
        this.gates = RolloutGate.kept(gates);
    }

    @Override
    public Optional<Strategy> toEngine() throws DeliveryException {
        List<Strategy.Step> all = new ArrayList<>();
        for (CanaryStep step : steps) {
            all.add(step.toEngine());
        }
        return Optional.of(Strategy.canary(all, traffic.toEngine(), RolloutGate.all(gates)));
    }

    /** Names it in Jenkinsfiles. */
    @Extension
    @Symbol("canary")
    public static final class DescriptorImpl extends Descriptor<RolloutStrategy> {
        @Override
        public String getDisplayName() {
            return Words.text("strategy.canary");
        }
    }
}
