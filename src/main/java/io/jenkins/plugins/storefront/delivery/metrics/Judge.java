package io.jenkins.plugins.storefront.delivery.metrics;

import io.jenkins.plugins.storefront.delivery.metrics.MetricRule.Worse;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Judges a new version by the samples of one metric.
 *
 * <p>Bounds hold for the median, so that one outlier neither fails nor saves a version. Against a baseline a version is bad if it
 * differs significantly ({@link RankTest}) in the bad direction and by more than the tolerance. Too few samples are never good.
 */
public final class Judge {
    private Judge() {}

    /**
     * The judgement; a pure function.
     *
     * @param version samples of the new version; numbers only, no NaN
     * @param baseline samples of what serves now, ignored where the rule compares with nothing
     */
    public static Judgement judge(MetricRule rule, List<Double> version, List<Double> baseline) {
        if (version.size() < rule.samples()) {
            return Judgement.noData(
                    rule.name() + ": " + count(version.size()) + " of the new version, needs " + rule.samples());
        }
        double median = median(version);
        if (rule.maximum() != null && median > rule.maximum()) {
            return Judgement.bad(rule.name() + ": median " + number(median) + " is above the maximum of "
                    + number(rule.maximum()) + " (" + count(version.size()) + ")");
        } else if (rule.minimum() != null && median < rule.minimum()) {
            return Judgement.bad(rule.name() + ": median " + number(median) + " is below the minimum of "
                    + number(rule.minimum()) + " (" + count(version.size()) + ")");
        } else if (rule.baseline() == null) {
            return Judgement.good(rule.name() + ": median " + number(median) + " is within its bounds ("
                    + count(version.size()) + ")");
        }
        return compared(rule, version, baseline);
    }

    private static Judgement compared(MetricRule rule, List<Double> version, List<Double> baseline) {
        if (baseline.size() < rule.samples()) {
            return Judgement.noData(
                    rule.name() + ": " + count(baseline.size()) + " of what serves now, needs " + rule.samples());
        }
        RankTest test = RankTest.of(array(version), array(baseline));
        double allowed = rule.tolerance() * Math.abs(median(baseline));
        boolean worse = test.differs()
                && switch (rule.worse()) {
                    case HIGHER -> test.shift() > allowed;
                    case LOWER -> test.shift() < -allowed;
                    case EITHER -> Math.abs(test.shift()) > allowed;
                };
        String numbers = "median " + number(median(version)) + " against " + number(median(baseline)) + ", shift "
                + number(test.shift()) + " where " + number(allowed) + " is tolerated, p "
                + number(test.probability()) + ", " + version.size() + " and " + count(baseline.size());
        return worse
                ? Judgement.bad(rule.name() + " is " + (rule.worse() == Worse.EITHER ? "different" : "worse")
                        + " than what serves now: " + numbers)
                : Judgement.good(
                        rule.name() + " is no worse than what serves now: " + numbers + power(version, baseline));
    }

    /** A pass says how much it is worth. */
    private static String power(List<Double> version, List<Double> baseline) {
        return String.format(
                Locale.ROOT,
                " (a shift of one standard deviation would show in %.0f %% of cases)",
                100 * RankTest.power(version.size(), baseline.size()));
    }

    private static double median(List<Double> samples) {
        return new Median().evaluate(array(samples));
    }

    private static double[] array(List<Double> samples) {
        return samples.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String count(int samples) {
        return samples + (samples == 1 ? " sample" : " samples");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
