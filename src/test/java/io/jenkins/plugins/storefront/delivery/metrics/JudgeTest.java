package io.jenkins.plugins.storefront.delivery.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.metrics.Judgement.Verdict;
import io.jenkins.plugins.storefront.delivery.metrics.MetricRule.Worse;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
    @Test
    void withoutSamplesNothingIsGood() {
        assertThat(Judge.judge(bounds(0.0, 1.0), List.of(), List.of()).verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(Judge.judge(against(Worse.HIGHER), series(1, 50, 0.1), List.of())
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(Judge.judge(against(Worse.HIGHER), List.of(), series(1, 50, 0.1))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(Judge.judge(bounds(0.0, 1.0), Collections.nCopies(9, 0.5), List.of())
                        .reason())
                .isEqualTo("error rate: 9 samples of the new version, needs 10");
    }

    @Test
    void boundsHoldForTheMedianAndIncludeTheirEnds() {
        assertThat(Judge.judge(bounds(null, 0.01), Collections.nCopies(10, 0.01), List.of())
                        .verdict())
                .isEqualTo(Verdict.GOOD);
        Judgement bad = Judge.judge(bounds(null, 0.01), Collections.nCopies(10, 0.011), List.of());
        assertThat(bad.verdict()).isEqualTo(Verdict.BAD);
        assertThat(bad.reason()).isEqualTo("error rate: median 0.01100 is above the maximum of 0.01000 (10 samples)");
        assertThat(Judge.judge(bounds(100.0, null), Collections.nCopies(10, 99.0), List.of())
                        .verdict())
                .isEqualTo(Verdict.BAD);
    }

    @Test
    void oneOutlierNeitherFailsNorSavesAVersion() {
        List<Double> quiet = Stream.concat(Collections.nCopies(12, 0.0).stream(), Stream.of(1000.0))
                .toList();
        assertThat(Judge.judge(bounds(null, 1.0), quiet, List.of()).verdict()).isEqualTo(Verdict.GOOD);
        List<Double> broken = Stream.concat(Collections.nCopies(12, 5.0).stream(), Stream.of(0.0))
                .toList();
        assertThat(Judge.judge(bounds(null, 1.0), broken, List.of()).verdict()).isEqualTo(Verdict.BAD);
    }

    @ParameterizedTest
    @EnumSource(Worse.class)
    void aLargeShiftIsBadInItsDirectionOnly(Worse worse) {
        List<Double> baseline = series(100, 30, 5);
        Verdict higher =
                Judge.judge(against(worse), series(200, 30, 5), baseline).verdict();
        Verdict lower = Judge.judge(against(worse), series(50, 30, 5), baseline).verdict();
        assertThat(higher).isEqualTo(worse == Worse.LOWER ? Verdict.GOOD : Verdict.BAD);
        assertThat(lower).isEqualTo(worse == Worse.HIGHER ? Verdict.GOOD : Verdict.BAD);
    }

    @Test
    void aShiftWithinTheToleranceIsGoodHoweverSignificant() {
        List<Double> baseline = series(100, 500, 1);
        assertThat(Judge.judge(against(Worse.HIGHER), series(110, 500, 1), baseline)
                        .verdict())
                .isEqualTo(Verdict.GOOD);
    }

    @Test
    void seriesWithoutAnyDifferenceAreGood() {
        List<Double> zero = Collections.nCopies(20, 0.0);
        Judgement same = Judge.judge(against(Worse.EITHER), zero, zero);
        assertThat(same.verdict()).isEqualTo(Verdict.GOOD);
        assertThat(same.reason()).contains("p 1.000").contains("20 and 20 samples");
    }

    @Test
    void errorsWhereThereWereNoneAreBadAlthoughAShareOfNothingIsNothing() {
        List<Double> none = Collections.nCopies(20, 0.0);
        assertThat(Judge.judge(against(Worse.HIGHER), series(0.2, 20, 0.01), none)
                        .verdict())
                .isEqualTo(Verdict.BAD);
    }

    /** The same distribution twice is called different in at most about the share that the significance allows. */
    @Test
    void goodVersionsAreSeldomRefused() {
        int refused = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            MetricRule strict = new MetricRule("m", "q", "b", null, null, Worse.EITHER, 0, 10);
            if (Judge.judge(strict, normal(random, 0, 30), normal(random, 0, 30))
                            .verdict()
                    == Verdict.BAD) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 60);
    }

    /** The power that a pass claims is what a shift of one standard deviation really has. */
    @Test
    void theClaimedPowerIsTheRealOne() {
        int found = 0;
        int runs = 2000;
        for (int seed = 0; seed < runs; seed++) {
            Random random = new Random(seed);
            if (RankTest.of(array(normal(random, 1, 20)), array(normal(random, 0, 20)))
                    .differs()) {
                found++;
            }
        }
        assertThat((double) found / runs).isCloseTo(RankTest.power(20, 20), org.assertj.core.data.Offset.offset(0.05));
    }

    @Test
    void longSeriesAreThinnedAndStillJudged() {
        assertThat(Judge.judge(against(Worse.HIGHER), series(300, 10_000, 5), series(100, 10_000, 5))
                        .verdict())
                .isEqualTo(Verdict.BAD);
    }

    @Test
    void aRuleThatCouldNeverFailIsRefused() {
        assertThatThrownBy(() -> new MetricRule("m", "q", null, null, null, Worse.HIGHER, 0.25, 10).checked())
                .isInstanceOf(DeliveryException.class)
                .hasMessage("the metric 'm' judges nothing; give it a maximum, a minimum or a baseline");
        assertThatThrownBy(() -> new MetricRule("m", "q", null, 2.0, 1.0, Worse.HIGHER, 0.25, 10).checked())
                .hasMessageContaining("a minimum of 2.0 above its maximum of 1.0");
        assertThatThrownBy(() -> new MetricRule("m", "q", "b", null, null, Worse.HIGHER, Double.NaN, 10).checked())
                .hasMessageContaining("a tolerance of NaN");
        assertThatThrownBy(() -> MetricRule.worse("up")).hasMessageContaining("'higher', 'lower' or 'either'");
    }

    private static MetricRule bounds(Double minimum, Double maximum) {
        return new MetricRule("error rate", "q", null, minimum, maximum, Worse.HIGHER, 0.25, 10);
    }

    private static MetricRule against(Worse worse) {
        return new MetricRule("latency", "q", "b", null, null, worse, 0.25, 10);
    }

    private static List<Double> series(double middle, int count, double spread) {
        Random random = new Random(count * 31L + (long) middle);
        return Stream.generate(() -> middle + spread * random.nextGaussian())
                .limit(count)
                .toList();
    }

    private static List<Double> normal(Random random, double mean, int count) {
        return Stream.generate(() -> mean + random.nextGaussian()).limit(count).toList();
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
