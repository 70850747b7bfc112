package io.jenkins.plugins.storefront.strategy;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.guard.GateRule;
import io.jenkins.plugins.storefront.delivery.metrics.MetricRule;
import java.time.Duration;
import java.util.Locale;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code metricGate(…)}: a metric must be within bounds, or not worse than that of what serves now, or both. */
public final class MetricGate extends RolloutGate {
    private final String name;
    private final String query;
    private String baseline;
    private Double minimum;
    private Double maximum;
    private String worse = DescriptorImpl.DEFAULT_WORSE;
    private double tolerance = DescriptorImpl.DEFAULT_TOLERANCE;
    private int samples = DescriptorImpl.DEFAULT_SAMPLES;
    private int interval = DescriptorImpl.DEFAULT_INTERVAL;
    private String connection;

    /**
     * A gate.
     *
     * @param name for people, unique among the gates, such as {@code error rate}
     * @param query of the new version's series; may hold placeholders
     */
    @DataBoundConstructor
    public MetricGate(String name, String query) {
        this.name = name;
        this.query = query;
    }

    public String getName() {
        return name;
    }

    public String getQuery() {
        return query;
    }

    public String getBaseline() {
        return baseline;
    }

    /** Query of the series of what serves now. */
    @DataBoundSetter
    public void setBaseline(String baseline) {
        this.baseline = Given.orNull(baseline);
    }

    public Double getMinimum() {
        return minimum;
    }

    /** Smallest good value. */
    @DataBoundSetter
    public void setMinimum(Double minimum) {
        this.minimum = minimum;
    }

    public Double getMaximum() {
        return maximum;
    }

    /** Largest good value. */
    @DataBoundSetter
    public void setMaximum(Double maximum) {
        this.maximum = maximum;
    }

    public String getWorse() {
        return worse;
    }

    /** Which direction of a difference to the baseline is bad: {@code higher}, {@code lower} or {@code either}. */
    @DataBoundSetter
    public void setWorse(String worse) {
        this.worse = worse == null || worse.isBlank() ? DescriptorImpl.DEFAULT_WORSE : worse.trim();
    }

    public double getTolerance() {
        return tolerance;
    }

    /** How much worse than the baseline is still good, as a share of its median, 0 to 10. */
    @DataBoundSetter
    public void setTolerance(double tolerance) {
        this.tolerance = tolerance;
    }

    public int getSamples() {
        return samples;
    }

    /** How many samples it needs at least, 1 to 10,000. */
    @DataBoundSetter
    public void setSamples(int samples) {
        this.samples = samples;
    }

    public int getInterval() {
        return interval;
    }

    /** Seconds between two samples, at least 1. */
    @DataBoundSetter
    public void setInterval(int interval) {
        this.interval = interval;
    }

    public String getConnection() {
        return connection;
    }

    /** Name of the metrics connection; the first one by default. */
    @DataBoundSetter
    public void setConnection(String connection) {
        this.connection = Given.orNull(connection);
    }

    @Override
    GateRule toEngine() throws DeliveryException {
        return GateRule.of(new GateRule.Metric(
                connection,
                Duration.ofSeconds(interval),
                new MetricRule(name, query, baseline, minimum, maximum, MetricRule.worse(worse), tolerance, samples)));
    }

    /** Names it in Jenkinsfiles, and its defaults. */
    @Extension
    @Symbol("metricGate")
    public static final class DescriptorImpl extends Descriptor<RolloutGate> {
        public static final String DEFAULT_WORSE =
                MetricRule.Worse.HIGHER.name().toLowerCase(Locale.ROOT);
        public static final double DEFAULT_TOLERANCE = MetricRule.DEFAULT_TOLERANCE;
        public static final int DEFAULT_SAMPLES = MetricRule.DEFAULT_SAMPLES;

        /** Seconds. */
        public static final int DEFAULT_INTERVAL = (int) GateRule.Metric.DEFAULT_INTERVAL.toSeconds();

        @Override
        public String getDisplayName() {
            return Words.text("gate.metric");
        }
    }
}
