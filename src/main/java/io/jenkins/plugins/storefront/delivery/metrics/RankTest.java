package io.jenkins.plugins.storefront.delivery.metrics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * Whether one series tends to larger values than another: the Mann–Whitney U test, which asks nothing of the distribution, with the
 * Hodges–Lehmann estimate of the shift between them. (Kayenta's judge uses the same pair, with the same confidence.)
 *
 * @param shift by how much the first series is above the second: the median of all pairwise differences
 * @param probability of a difference of ranks like this one, or a larger one, if both came from one distribution (two-sided)
 */
record RankTest(double shift, double probability) {
    /** A smaller probability than this is taken for a difference. */
    static final double SIGNIFICANCE = 0.02;

    /** Pairs are at most this many; longer series are thinned evenly. */
    private static final int MOST = 1000;

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** Of two series that are not empty. */
    static RankTest of(double[] first, double[] second) {
        double[] some = thinned(first);
        double[] other = thinned(second);
        return new RankTest(shift(some, other), probability(some, other));
    }

    boolean differs() {
        return probability < SIGNIFICANCE;
    }

    /**
     * How likely series of these lengths show a shift of one standard deviation of normal samples, 0 to 1: asymptotic, by the relative
     * efficiency of the test of 3/π (Lehmann, Nonparametrics, 2.4).
     */
    static double power(int first, int second) {
        double n = Math.min(first, MOST);
        double m = Math.min(second, MOST);
        double noncentrality = Math.sqrt(3 / Math.PI * n * m / (n + m));
        double critical = NORMAL.inverseCumulativeProbability(1 - SIGNIFICANCE / 2);
        return NORMAL.cumulativeProbability(noncentrality - critical);
    }

    private static double probability(double[] some, double[] other) {
        double value = some[0];
        boolean allTied = Arrays.stream(some).allMatch(x -> x == value)
                && Arrays.stream(other).allMatch(x -> x == value);
        // Ranks of series without any difference have no spread to test
        return allTied ? 1 : new MannWhitneyUTest().mannWhitneyUTest(some, other);
    }

    private static double shift(double[] some, double[] other) {
        double[] differences = new double[some.length * other.length];
        int i = 0;
        for (double one : some) {
            for (double two : other) {
                differences[i++] = one - two;
            }
        }
        return new Median().evaluate(differences);
    }

    private static double[] thinned(double[] series) {
        if (series.length <= MOST) {
            return series;
        }
        double[] thinned = new double[MOST];
        for (int i = 0; i < MOST; i++) {
            thinned[i] = series[(int) ((long) i * series.length / MOST)];
        }
        return thinned;
    }
}
