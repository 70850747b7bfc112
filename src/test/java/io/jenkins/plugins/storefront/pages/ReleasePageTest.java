package io.jenkins.plugins.storefront.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.storefront.delivery.event.PlanMade;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.FieldChange;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.ObjectChange;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.PromotedImage;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.StrategyProgress;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.release.ReleaseJson;
import io.jenkins.plugins.storefront.delivery.release.ReleaseReducer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReleasePageTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void anEmptyReleaseHasNoOutcomeAndNoTimeLine() {
        ReleasePage page = ReleasePage.of(Release.empty(), now(true));
        assertThat(page.outcome()).isEqualTo(ReleasePage.NONE);
        assertThat(page.timeLine()).isEmpty();
        assertThat(page.why()).isNull();
    }

    @Test
    void whatIsOpenIsUnderWayWhileTheRunGoesOnAndUnknownAfterIt() {
        Release release = Release.empty().with(deployment("d", null));
        assertThat(ReleasePage.of(release, now(true)).outcome()).isEqualTo("RUNNING");
        ReleasePage after = ReleasePage.of(release, now(false));
        assertThat(after.outcome()).isEqualTo("UNKNOWN");
        assertThat(after.deployments().get(0).durationMillis).isEqualTo(100_000);
    }

    @Test
    void itSaysTheFirstCauseAndThatAnUndoneRolloutCameToNothing() {
        Release release = Release.empty()
                .with(deployment("d", Outcome.UNDONE))
                .with(rollout("1", "d", 0, 10, Outcome.SUCCEEDED, true))
                .with(rollout("2", "d", 10, 20, Outcome.FAILED, true));
        ReleasePage page = ReleasePage.of(release, now(false));

        assertThat(page.outcome()).isEqualTo("UNDONE");
        assertThat(page.why()).isEqualTo("Deployment shop/cart: exits with 1");
        assertThat(page.timeLine()).extracting(row -> row.outcome).containsExactly("UNDONE", "UNDONE", "UNDONE");
        assertThat(page.deployments().get(0).rollouts)
                .extracting(row -> row.outcome)
                .containsExactly("SUCCEEDED", "FAILED");
    }

    @Test
    void theWorstOutcomeCountsAlsoThatOfARolloutOutsideAnyDeployment() {
        Release release = Release.empty()
                .with(deployment("d", Outcome.SUCCEEDED))
                .with(rollout("1", null, 0, 10, Outcome.FAILED, null));
        ReleasePage page = ReleasePage.of(release, now(false));
        assertThat(page.outcome()).isEqualTo("FAILED");
        assertThat(page.rolloutCount()).isEqualTo(1);
    }

    private static StrategyProgress canary(String phase, String waitsFor) {
        return new StrategyProgress("1", "canary", "cart", phase, 1, 2, 25, null, waitsFor, List.of(), List.of());
    }

    private static StrategyRow strategy(StrategyProgress progress, Outcome outcome, boolean running) {
        Release release =
                Release.empty().with(rollout("1", null, 0, 10, outcome, null)).with(progress);
        return ReleasePage.of(release, now(running)).rollouts().get(0).strategy;
    }

    @Test
    void whatMayBeSaidToARolloutIsWhatItHears() {
        assertThat(strategy(canary("STOP", "promote"), null, true).actions)
                .containsExactly("promote", "override", "pause", "undo");
        assertThat(strategy(canary("STOP", "resume"), null, true).actions)
                .containsExactly("promote", "override", "resume", "undo");
        assertThat(strategy(canary("ROLL_OUT", null), null, true).actions).containsExactly("pause", "undo");
    }

    @Test
    void nothingMayBeSaidToARolloutThatGoesBackOrHasEnded() {
        assertThat(strategy(canary("RESTORE", null), null, true).actions).isEmpty();
        assertThat(strategy(canary("DONE", null), Outcome.SUCCEEDED, true).actions)
                .isEmpty();
        StrategyRow ofAnAbortedRun = strategy(canary("STOP", "promote"), null, false);
        assertThat(ofAnAbortedRun.actions).isEmpty();
        assertThat(ofAnAbortedRun.waitsFor).isNull();
        assertThat(strategy(StrategyProgress.of("1"), null, true)).isNull();
    }

    @Test
    void aNoticeThatWasNotSentIsCounted() {
        Release release = Release.empty()
                .with(new Release.Notice("1", "slack", "#a", "t", "x", "ref", START, null))
                .with(new Release.Notice("2", "mail", "b", "", "", null, START, "refused"));
        ReleasePage page = ReleasePage.of(release, now(false));
        assertThat(page.failedNotices()).isEqualTo(1);
        assertThat(page.timeLine()).extracting(row -> row.outcome).containsExactly("SUCCEEDED", "FAILED");
    }

    @Test
    void aPlanShowsWhatChangesWithWhatGoesFirst() throws Exception {
        WorkloadRef gone = new WorkloadRef("v1", "ConfigMap", "shop", "extra");
        WorkloadRef cart = new WorkloadRef("apps/v1", "Deployment", "shop", "cart");
        WorkloadRef same = new WorkloadRef("v1", "Service", "shop", "cart");
        Release release = ReleaseReducer.reduce(
                Release.empty(),
                new PlanMade(
                        START,
                        "p1",
                        "main",
                        "shop",
                        null,
                        List.of(
                                new ObjectChange(gone, ObjectChange.Kind.PRUNE, List.of()),
                                new ObjectChange(
                                        cart,
                                        ObjectChange.Kind.CHANGE,
                                        List.of(new FieldChange("spec.replicas", "2", "3"))),
                                new ObjectChange(same, ObjectChange.Kind.UNCHANGED, List.of()))));
        Release read = ReleaseJson.read(ReleaseJson.write(release));
        assertThat(read).isEqualTo(release);
        assertThat(ReleasePage.of(read, now(false)).plans()).singleElement().satisfies(plan -> {
            assertThat(plan.counts).isEqualTo("1 prune, 1 change, 1 unchanged");
            assertThat(plan.whole).isTrue();
            assertThat(plan.changes)
                    .extracting(one -> one.kind, one -> one.object, one -> one.fields)
                    .containsExactly(
                            tuple("PRUNE", gone.toString(), List.of()),
                            tuple("CHANGE", cart.toString(), List.of("spec.replicas: 2 -> 3")));
        });
    }

    @Test
    void ofALargePlanTheFieldsAreKeptInPart() {
        List<FieldChange> fields = IntStream.range(0, 90)
                .mapToObj(i -> new FieldChange("f" + i, "1", "2"))
                .toList();
        List<ObjectChange> changes = IntStream.range(0, 10)
                .mapToObj(i -> new ObjectChange(
                        new WorkloadRef("v1", "ConfigMap", "shop", "c" + i), ObjectChange.Kind.CHANGE, fields))
                .toList();
        Release release =
                ReleaseReducer.reduce(Release.empty(), new PlanMade(START, "p1", "main", "shop", null, changes));
        PlanRow plan = ReleasePage.of(release, now(false)).plans().get(0);
        assertThat(plan.whole).isFalse();
        assertThat(plan.changes).hasSize(10);
        assertThat(plan.changes.stream().mapToInt(one -> one.fields.size()).sum())
                .isEqualTo(500);
    }

    @Test
    void copiesAndTagsAreRowsOfTheirOwn() throws Exception {
        Digest digest = new Digest("sha256:" + "a".repeat(64));
        ImageReference staging =
                ImageReference.parse("staging.example/shop/cart").at(digest);
        ImageReference production =
                ImageReference.parse("production.example/shop/cart").at(digest);
        Release release = Release.empty()
                .with(new PromotedImage(staging, production, List.of("1.4", "stable")))
                .with(new PromotedImage(production, production, List.of("tested")));
        List<PromotionRow> rows = ReleasePage.of(release, now(false)).promotions();
        assertThat(rows)
                .extracting(row -> row.from, row -> row.to, row -> row.tags, row -> row.digest, PromotionRow::tagged)
                .containsExactly(
                        tuple(
                                "staging.example/shop/cart",
                                "production.example/shop/cart",
                                List.of("1.4", "stable"),
                                digest.value(),
                                false),
                        tuple(
                                "production.example/shop/cart",
                                "production.example/shop/cart",
                                List.of("tested"),
                                digest.value(),
                                true));
    }

    @Property
    void everyBarLiesOnTheAxisAndIsWideEnoughToBeSeen(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 100_000) Integer> starts,
            @ForAll @IntRange(max = 100_000) int length) {
        TimeLine line = new TimeLine(START.plusSeconds(300_000));
        starts.forEach(start -> line.add(
                "rollout", "r", "SUCCEEDED", START.plusSeconds(start), START.plusSeconds(start + (long) length)));
        for (TimeRow row : line.rows()) {
            double left = Double.parseDouble(row.left.replace("%", ""));
            double width = Double.parseDouble(row.width.replace("%", ""));
            assertThat(left).isBetween(0.0, 100.0);
            assertThat(width).isBetween(0.8, 100.0);
            assertThat(left + width).isLessThanOrEqualTo(100.02);
        }
    }

    @Test
    void timesReadTheSameInEveryLanguage() {
        assertThat(Moment.took(850)).isEqualTo("850 ms");
        assertThat(Moment.took(4180)).isEqualTo("4.2 s");
        assertThat(Moment.took(59_999)).isEqualTo("59 s");
        assertThat(Moment.took(185_000)).isEqualTo("3 min 05 s");
        assertThat(Moment.took(7_800_000)).isEqualTo("2 h 10 min");
    }

    private static Look now(boolean running) {
        return new Look(START.plusSeconds(100), running);
    }

    private static Release.Deployment deployment(String id, Outcome outcome) {
        return new Release.Deployment(
                id,
                "Production",
                "production",
                UndoPolicy.ON_FAILURE,
                START,
                outcome == null ? null : START.plusSeconds(50),
                outcome,
                "");
    }

    private static Release.Rollout rollout(
            String id, String deployment, int start, int end, Outcome outcome, Boolean undone) {
        return new Release.Rollout(
                id,
                deployment,
                "main",
                "shop",
                List.of(),
                Map.of("registry.example/shop/cart", "registry.example/shop/cart@sha256:" + "a".repeat(64)),
                START.plusSeconds(start),
                START.plusSeconds(end),
                outcome,
                "",
                outcome == Outcome.FAILED
                        ? List.of(FailureCause.of("CrashLoopBackOff", "Deployment shop/cart", "exits with 1"))
                        : List.of(),
                undone);
    }
}
