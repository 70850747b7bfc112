package io.jenkins.plugins.storefront.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.ImageBuildStarted;
import io.jenkins.plugins.storefront.delivery.event.ImagePromoted;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoStarted;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.PromotedImage;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @Test
    void aReleaseSaysWhereItServesAndOfWhat() throws IOException {
        String html = SampleRun.look("released", SampleRun.released().html("SUCCESS", 174));

        assertThat(html)
                .contains("<h1>Released to staging and production</h1>")
                .contains("corner-shop #42")
                .contains(SampleRun.digest("payment").value())
                .contains("registry.example:5000/shop/catalog")
                .contains("2 m 54 s")
                .contains("3/3 ready")
                .doesNotContain("id=\"why\"");
    }

    @Test
    void aFailureSaysTheCauseBeforeAnythingElse() throws IOException {
        String html = SampleRun.look("undone", SampleRun.undone().html("FAILURE", 174));

        assertThat(html).contains("<h1>Failed and undone</h1>");
        assertThat(html.substring(html.indexOf("id=\"why\""), html.indexOf("id=\"stages\"")))
                .contains(
                        "CrashLoopBackOff",
                        "Deployment shop/payment",
                        "payment-6c9f7d5b8-x2lqp",
                        "PAYMENT_PROVIDER_KEY is not set")
                .containsSubsequence(
                        "Exit code</dt><dd><code>1<", "Last lines of payment", "id=\"undone\"", "payment", "cart");
        assertThat(html).contains("What served before serves again in production. This release serves in staging.");
    }

    @Test
    void aFailedUndoAsksForAPerson() {
        SampleRun run = new SampleRun();
        run.take(
                new DeploymentOpened(SampleRun.at(0), "d", "Deploy", "production", UndoPolicy.ON_FAILURE),
                new RolloutPlanned(
                        SampleRun.at(1), "r", "d", "main", "shop", List.of(SampleRun.workload("cart")), Map.of()),
                new RolloutEnded(
                        SampleRun.at(2),
                        "r",
                        Outcome.FAILED,
                        "no quota",
                        List.of(FailureCause.of("Quota", "Deployment shop/cart", "the quota 'cpu' is used up"))),
                new UndoStarted(SampleRun.at(3), "r", "no quota"),
                new UndoEnded(SampleRun.at(4), "r", false, "the cluster cannot be reached"),
                new DeploymentClosed(SampleRun.at(5), "d", Outcome.FAILED, "no quota"));

        assertThat(run.html("FAILURE", 6))
                .contains(
                        "<h1>Failed, and the undo failed</h1>",
                        "A person is needed now",
                        "the cluster cannot be reached")
                .contains("Quota", "the quota &#39;cpu&#39; is used up");
    }

    @Test
    void aFailureWithoutARolloutNamesTheInnermostStageAndTheMessage() {
        SampleRun run = new SampleRun();
        run.stage("outer", "Verify", null, 0, 9, Outcome.FAILED);
        run.stage("inner", "Unit tests", "outer", 1, 8, Outcome.FAILED);
        run.report.failure("script returned exit code 2");

        assertThat(run.html("FAILURE", 9))
                .contains("<h3>Stage “Unit tests”</h3>", "script returned exit code 2", "Nothing was rolled out.");
    }

    @Test
    void aBuildWithoutAnImageShowsTheEndOfItsOutput() {
        SampleRun run = new SampleRun();
        run.take(
                new ImageBuildStarted(
                        SampleRun.at(1), new ServiceName("cart"), "shop/cart:7", "docker", "a Dockerfile"),
                new ProcessOutput(SampleRun.at(2), "docker cart", "COPY failed: no such file app.jar"),
                new ProcessOutput(SampleRun.at(2), "docker catalog", "all fine"));

        assertThat(run.html("FAILURE", 3))
                .contains("Image of cart", "COPY failed: no such file app.jar")
                .doesNotContain("all fine");
    }

    @Test
    void copiesAndTagsOfImagesAreShown() throws IOException {
        SampleRun run = new SampleRun();
        ImageReference staging = SampleRun.image("cart");
        ImageReference production =
                new ImageReference("production.example", "shop/cart", null, SampleRun.digest("cart"));
        run.take(
                new ImagePromoted(
                        SampleRun.at(1),
                        new PromotedImage(staging, production, List.of("4.2", "stable")),
                        1000,
                        0,
                        Duration.ofSeconds(1)),
                new ImagePromoted(
                        SampleRun.at(2),
                        new PromotedImage(production, production, List.of("tested")),
                        0,
                        0,
                        Duration.ofSeconds(1)));
        String html = SampleRun.look("promoted", run.html("SUCCESS", 3));
        assertThat(html.substring(html.indexOf("id=\"promotions\"")))
                .containsSubsequence(
                        "production.example/shop/cart",
                        "4.2",
                        "stable",
                        "registry.example:5000/shop/cart",
                        SampleRun.digest("cart").value(),
                        "tested",
                        "only tagged");
        assertThat(html).doesNotContain("built no image");
        assertThat(SampleRun.released().html("SUCCESS", 174)).doesNotContain("id=\"promotions\"");
    }

    @Test
    void anEmptyRunIsStillAPage() throws IOException {
        assertThat(SampleRun.look("empty", new SampleRun().html("SUCCESS", 0)))
                .contains("<h1>Succeeded</h1>", "This run had no stage")
                .doesNotContain("<section");
    }

    @Test
    void whatWasSentIsShownWhereNobodySaysWhatWasReceived() {
        SampleRun run = new SampleRun();
        String blocks = "[{\"type\":\"header\",\"text\":{\"type\":\"plain_text\",\"text\":\"As sent\"}}]";
        run.take(new NoticeSent(SampleRun.at(1), "n", "slack", "#releases", "As sent", blocks, "text", "C1/1"));
        assertThat(run.html("SUCCESS", 2)).contains("#releases").contains("class=\"block header\">As sent</p>");

        run.report.slackMessage(Map.of("text", "As received"), "C1", SampleRun.at(1));
        assertThat(run.html("SUCCESS", 2)).contains("As received").doesNotContain("As sent");
    }

    @Test
    void isWrittenWhereThereWasOneBefore(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/report.html");
        new SampleRun().report.write(file, SampleRun.RUN, "FAILURE", SampleRun.at(1));
        SampleRun.released().report.write(file, SampleRun.RUN, "SUCCESS", SampleRun.at(174));

        assertThat(file).content().contains("Released to").endsWith("</html>\n");
        assertThat(folder.resolve("deep")).isDirectoryContaining(one -> one.equals(file));
        try (var files = Files.list(folder.resolve("deep"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void takesEventsOfManyThreads() throws Exception {
        SampleRun run = new SampleRun();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String name = "stage-" + i + ".";
            work.add(() -> {
                run.stage(name, name, null, 1, 2, Outcome.SUCCEEDED);
                run.html("SUCCESS", 3);
                return null;
            });
        }
        try {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        String html = run.html("SUCCESS", 3);
        for (int i = 0; i < 200; i++) {
            assertThat(html).contains("<span class=\"name\">stage-" + i + ".</span>");
        }
    }
}
