package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.guard.GateRule;
import java.time.Duration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code httpGate(…)}: an address must answer with a status. */
public final class HttpGate extends RolloutGate {
    private final String url;
    private String name;
    private int status = DescriptorImpl.DEFAULT_STATUS;
    private int within = DescriptorImpl.DEFAULT_WITHIN;

    /** @param url http or https, without a login; may hold placeholders */
    @DataBoundConstructor
    public HttpGate(String url) {
        this.url = url;
    }

    public String getUrl() {
        return url;
    }

    public String getName() {
        return name;
    }

    /** For people, unique among the gates; the address by default. */
    @DataBoundSetter
    public void setName(String name) {
        this.name = Given.orNull(name);
    }

    public int getStatus() {
        return status;
    }

    /** The status that it must answer with, 100 to 599. */
    @DataBoundSetter
    public void setStatus(int status) {
        this.status = status;
    }

    public int getWithin() {
        return within;
    }

    /** Seconds that it may take until it does, 0 or more. */
    @DataBoundSetter
    public void setWithin(int within) {
        this.within = Math.max(0, within);
    }

    @Override
    GateRule toEngine() throws DeliveryException {
        return GateRule.of(name == null ? url : name, new GateRule.Http(url, status, Duration.ofSeconds(within)));
    }

    /** Names it in Jenkinsfiles, and its defaults. */
    @Extension
    @Symbol("httpGate")
    public static final class DescriptorImpl extends Descriptor<RolloutGate> {
        public static final int DEFAULT_STATUS = GateRule.Http.DEFAULT_STATUS;

        /** Seconds. */
        public static final int DEFAULT_WITHIN = (int) GateRule.Http.DEFAULT_WITHIN.toSeconds();

        @Override
        public String getDisplayName() {
            return Words.text("gate.http");
        }
    }
}
