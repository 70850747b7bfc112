package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code recreate()}: what serves is taken down before the new version is applied. */
public final class RecreateStrategy extends RolloutStrategy {
    @DataBoundConstructor
    public RecreateStrategy() {}

    @Override
    public Optional<Strategy> toEngine() {
        return Optional.of(Strategy.recreate());
    }

    /** Names it in Jenkinsfiles. */
    @Extension
    @Symbol("recreate")
    public static final class DescriptorImpl extends Descriptor<RolloutStrategy> {
        @Override
        public String getDisplayName() {
            return Words.text("strategy.recreate");
        }
    }
}
