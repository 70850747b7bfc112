package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Traffic;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code byRule(…)}: numbers in an object of any kind, at paths such as {@code spec.backends[1].weight}. */
public final class RuleTraffic extends RolloutTraffic {
    private final String apiVersion;
    private final String kind;
    private final String name;
    private final String canary;
    private String stable;

    @DataBoundConstructor
    public RuleTraffic(String apiVersion, String kind, String name, String canary) {
        this.apiVersion = Given.orNull(apiVersion);
        this.kind = Given.orNull(kind);
        this.name = Given.orNull(name);
        this.canary = Given.orNull(canary);
    }

    public String getApiVersion() {
        return apiVersion;
    }

    public String getKind() {
        return kind;
    }

    public String getName() {
        return name;
    }

    public String getCanary() {
        return canary;
    }

    public String getStable() {
        return stable;
    }

    /** Path of the weight of what serves now; left alone where it is null. */
    @DataBoundSetter
    public void setStable(String stable) {
        this.stable = Given.orNull(stable);
    }

    @Override
    Traffic toEngine() throws DeliveryException {
        return Traffic.rule(apiVersion, kind, name, canary, stable);
    }

    /** Names it in Jenkinsfiles. */
    @Extension
    @Symbol("byRule")
    public static final class DescriptorImpl extends Descriptor<RolloutTraffic> {
        @Override
        public String getDisplayName() {
            return Words.text("traffic.byRule");
        }
    }
}
