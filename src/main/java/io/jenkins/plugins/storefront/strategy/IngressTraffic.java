package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Traffic;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code byIngress('shop')}: a second Ingress, beside that of this name, with the annotations of Ingress-NGINX. */
public final class IngressTraffic extends RolloutTraffic {
    private final String ingress;

    @DataBoundConstructor
    public IngressTraffic(String ingress) {
        this.ingress = Given.orNull(ingress);
    }

    public String getIngress() {
        return ingress;
    }

    @Override
    Traffic toEngine() throws DeliveryException {
        return Traffic.nginx(ingress);
    }

    /** Names it in Jenkinsfiles. */
    @Extension
    @Symbol("byIngress")
    public static final class DescriptorImpl extends Descriptor<RolloutTraffic> {
        @Override
        public String getDisplayName() {
            return Words.text("traffic.byIngress");
        }
    }
}
