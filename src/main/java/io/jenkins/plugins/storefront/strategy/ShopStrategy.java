package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code asTheShopSays()}: as {@code strategy} in {@code storefront.yaml} says; rolling where it says nothing. The default. */
public final class ShopStrategy extends RolloutStrategy {
    @DataBoundConstructor
    public ShopStrategy() {}

    @Override
    public Optional<Strategy> toEngine() {
        return Optional.empty();
    }

    /** Names it in Jenkinsfiles. */
    @Extension
    @Symbol("asTheShopSays")
    public static final class DescriptorImpl extends Descriptor<RolloutStrategy> {
        @Override
        public String getDisplayName() {
            return Words.text("strategy.asTheShopSays");
        }
    }
}
