package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code rolling()}: all is applied, and Kubernetes replaces pods as each workload says. */
public final class RollingStrategy extends RolloutStrategy {
    @DataBoundConstructor
    public RollingStrategy() {}

    @Override
    public Optional<Strategy> toEngine() {
        return Optional.of(Strategy.rolling());
    }

    /** Names it in Jenkinsfiles. */
    @Extension
    @Symbol("rolling")
    public static final class DescriptorImpl extends Descriptor<RolloutStrategy> {
        @Override
        public String getDisplayName() {
            return Words.text("strategy.rolling");
        }
    }
}
