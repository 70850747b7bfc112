package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Traffic;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code byRoute('shop')}: weights of the backends of a Gateway API HTTPRoute of that name. */
public final class RouteTraffic extends RolloutTraffic {
    private final String route;

    @DataBoundConstructor
    public RouteTraffic(String route) {
        this.route = Given.orNull(route);
    }

    public String getRoute() {
        return route;
    }

    @Override
    Traffic toEngine() throws DeliveryException {
        return Traffic.route(route);
    }

    /** Names it in Jenkinsfiles. */
    @Extension
    @Symbol("byRoute")
    public static final class DescriptorImpl extends Descriptor<RolloutTraffic> {
        @Override
        public String getDisplayName() {
            return Words.text("traffic.byRoute");
        }
    }
}
