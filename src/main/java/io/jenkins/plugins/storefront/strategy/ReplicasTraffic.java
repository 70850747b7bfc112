package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Traffic;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code byReplicas()}: the number of its pods behind the same Services. */
public final class ReplicasTraffic extends RolloutTraffic {
    @DataBoundConstructor
    public ReplicasTraffic() {}

    @Override
    Traffic toEngine() {
        return Traffic.REPLICAS;
    }

    /** Names it in Jenkinsfiles. */
    @Extension
    @Symbol("byReplicas")
    public static final class DescriptorImpl extends Descriptor<RolloutTraffic> {
        @Override
        public String getDisplayName() {
            return Words.text("traffic.byReplicas");
        }
    }
}
