package io.jenkins.plugins.storefront.delivery.metrics;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.Locale;

/**
 * What one metric must hold for a new version to be good: stay within bounds, or not be worse than what serves now, or both.
 *
 * @param name for people, such as {@code error rate}
 * @param query of the new version's series
 * @param baseline query of the series of what serves now; null to compare with nothing
 * @param minimum smallest good value, or null
 * @param maximum largest good value, or null
 * @param worse which direction of a difference to the baseline is bad
 * @param tolerance how much worse is still good, as a share of the baseline's median, 0 to 10
 * @param samples how many samples are needed at least, 1 to 10,000; with fewer the metric says nothing, which is a failure
 */
public record MetricRule(
        String name,
        String query,
        String baseline,
        Double minimum,
        Double maximum,
        Worse worse,
        double tolerance,
        int samples) {
    /** As in Kayenta's default of 0.25. */
    public static final double DEFAULT_TOLERANCE = 0.25;

    /** Fewer than this, and a rank test of two such series can hardly tell anything. */
    public static final int DEFAULT_SAMPLES = 10;

    /** Which direction is bad. */
    public enum Worse {
        HIGHER,
        LOWER,
        EITHER
    }

    /** Refuses a rule that could never fail, or never pass. */
    public MetricRule checked() throws DeliveryException {
        if (name == null || name.isBlank()) {
            throw new DeliveryException("a metric needs a name");
        } else if (query == null || query.isBlank()) {
            throw problem("needs a query");
        } else if (baseline == null && minimum == null && maximum == null) {
            throw problem("judges nothing; give it a maximum, a minimum or a baseline");
        } else if (minimum != null && maximum != null && minimum > maximum) {
            throw problem("has a minimum of " + minimum + " above its maximum of " + maximum);
        } else if (!(tolerance >= 0 && tolerance <= 10)) {
            throw problem("has a tolerance of " + tolerance + "; expected a share from 0 to 10, such as 0.25");
        } else if (samples < 1 || samples > 10_000) {
            throw problem("wants " + samples + " samples; expected 1 to 10000");
        }
        return this;
    }

    /** The direction by its name in Jenkinsfiles; {@code higher} where it is null. */
    public static Worse worse(String text) throws DeliveryException {
        try {
            return text == null ? Worse.HIGHER : Worse.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new DeliveryException("worse must be 'higher', 'lower' or 'either', not '" + text + "'", e);
        }
    }

    private DeliveryException problem(String what) {
        return new DeliveryException("the metric '" + name + "' " + what);
    }
}
