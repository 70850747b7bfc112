package io.jenkins.plugins.storefront.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeLineTest {
    @Test
    void stagesInsideFollowTheStageAroundThem() {
        TimeLine line = new TimeLine(SampleRun.at(0), SampleRun.at(100));
        line.add(stage("build", null, 0, 50));
        line.add(stage("deploy", null, 50, 100));
        line.add(stage("cart", "build", 0, 20));
        line.add(stage("nested", "cart", 5, 10));

        assertThat(line.rows()).extracting(ReportView.Row::name).containsExactly("build", "cart", "nested", "deploy");
        assertThat(line.rows()).extracting(ReportView.Row::depth).containsExactly(0, 1, 2, 0);
    }

    @Test
    void stagesSideBySideNameEachOther() {
        TimeLine line = new TimeLine(SampleRun.at(0), SampleRun.at(100));
        line.add(stage("cart", null, 0, 40));
        line.add(stage("catalog", null, 10, 60));
        line.add(stage("payment", null, 39, 50));
        line.add(stage("after", null, 60, 70));

        assertThat(line.rows())
                .extracting(ReportView.Row::beside)
                .containsExactly("catalog and payment", "cart and payment", "cart and catalog", "");
    }

    @Test
    void aDeploymentIsInItsStageAndShowsItsUndo() {
        TimeLine line = new TimeLine(SampleRun.at(0), SampleRun.at(100));
        line.add(stage("eu", null, 0, 100));
        line.add(stage("us", null, 0, 100));
        Instant[] undone = {SampleRun.at(50), SampleRun.at(75)};
        line.add(
                new Release.Deployment(
                        "d", "Deploy", "us-prod", UndoPolicy.ON_FAILURE, SampleRun.at(10), null, null, null),
                "us",
                undone);

        ReportView.Row row = line.rows().get(2);
        assertThat(line.rows()).extracting(ReportView.Row::name).containsExactly("eu", "us", "Deploy");
        assertThat(row.depth()).isEqualTo(1);
        assertThat(row.target()).isEqualTo("us-prod");
        assertThat(row.state()).isEqualTo(State.UNFINISHED);
        assertThat(row.undo()).isEqualTo(new ReportView.Bar("50.000", "25.000"));
    }

    @Property
    void barsStayOnTheLine(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long run,
            @ForAll long start,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long length) {
        Instant begin = SampleRun.START.plusMillis(start % 1_000_000_000_000L);
        TimeLine line = new TimeLine(SampleRun.START, SampleRun.START.plusMillis(run));
        line.add(new Recording.Stage("s", "s", null, begin, begin.plusMillis(length), Outcome.SUCCEEDED));

        ReportView.Row row = line.rows().get(0);
        double left = Double.parseDouble(row.left());
        double width = Double.parseDouble(row.width());
        assertThat(left).isBetween(0.0, 100.0);
        assertThat(width).isBetween(0.0, 100.0);
        assertThat(left + width).isLessThanOrEqualTo(100.002);
    }

    @Property
    void ticksAreFewAndOnTheLine(@ForAll @LongRange(min = 0, max = 10_000_000_000L) long run) {
        TimeLine line = new TimeLine(SampleRun.START, SampleRun.START.plusMillis(run));

        assertThat(line.ticks()).hasSizeBetween(1, 6);
        assertThat(line.ticks())
                .allSatisfy(tick -> assertThat(Double.parseDouble(tick.left())).isBetween(0.0, 94.001));
    }

    private static Recording.Stage stage(String id, String parent, long from, long to) {
        return new Recording.Stage(id, id, parent, SampleRun.at(from), SampleRun.at(to), Outcome.SUCCEEDED);
    }
}
