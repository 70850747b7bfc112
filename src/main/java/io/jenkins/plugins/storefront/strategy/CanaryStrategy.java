package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code canary(…)}: a second set takes a growing share of the traffic. */
public final class CanaryStrategy extends RolloutStrategy {
    private final Object steps;
    private Object traffic;
    private Object gates;

    /** @param steps list of {@code [weight: percent, pause: seconds]}; a step without a pause waits until somebody promotes it */
    @DataBoundConstructor
    public CanaryStrategy(Object steps) {
        this.steps = Lists.orNull(steps);
    }

    public Object getSteps() {
        return steps;
    }

    public Object getTraffic() {
        return traffic;
    }

    /**
     * {@code [route: 'name']}, {@code [ingress: 'name']} or {@code [apiVersion: …, kind: …, name: …, canary: 'path', stable: 'path']}; by
     * number of pods by default.
     */
    @DataBoundSetter
    public void setTraffic(Object traffic) {
        this.traffic = Lists.orNull(traffic);
    }

    public Object getGates() {
        return gates;
    }

    /** A list of gates that are asked at each step. */
    @DataBoundSetter
    public void setGates(Object gates) {
        this.gates = Lists.orNull(gates);
    }

    @Override
    public Strategy toEngine() throws DeliveryException {
        List<Strategy.Stop> stops = new ArrayList<>();
        for (Lists.Entry step : Lists.entries("canary: steps", steps, Set.of("weight", "pause"))) {
            Integer pause = step.number("pause");
            stops.add(new Strategy.Stop(
                    step.needed("weight"), pause == null ? null : Duration.ofSeconds(pause), List.of()));
        }
        return Strategy.canary(stops, traffic(), GateLists.parse("canary: gates", gates));
    }

    private Traffic traffic() throws DeliveryException {
        if (traffic == null) {
            return Traffic.REPLICAS;
        }
        Set<String> known = Set.of("route", "ingress", "apiVersion", "kind", "name", "canary", "stable");
        if (!(traffic instanceof Map<?, ?>)) {
            throw new DeliveryException("canary: traffic is a map, such as [route: 'shop'] or [ingress: 'shop']");
        }
        Lists.Entry given =
                Lists.entries("canary: traffic", List.of(traffic), known).get(0);
        if (given.text("route") != null) {
            return Traffic.route(given.text("route"));
        } else if (given.text("ingress") != null) {
            return Traffic.nginx(given.text("ingress"));
        }
        return Traffic.rule(
                given.text("apiVersion"),
                given.text("kind"),
                given.text("name"),
                given.text("canary"),
                given.text("stable"));
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
