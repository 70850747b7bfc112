package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.ledger.FileLedgerStore;
import io.jenkins.plugins.storefront.delivery.ledger.Placement;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.PromotedImage;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.release.ReleaseJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Releases on record, as runs leave them, for pages to show. */
final class Releases {
    static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    /** Markup, a template and quotes; none may have an effect. */
    static final String HOSTILE = "<img src=x onerror=alert(1)>${7*7}'\"";

    static final String DIGEST = "sha256:" + "a".repeat(64);

    private Releases() {}

    /**
     * A run of an empty Pipeline.
     *
     * @param release on record, or null for none
     */
    static WorkflowRun run(JenkinsRule j, WorkflowJob job, Release release) throws Exception {
        job.setDefinition(new CpsFlowDefinition("", true));
        WorkflowRun run = j.buildAndAssertSuccess(job);
        if (release != null) {
            Path book = Files.createDirectories(run.getRootDir().toPath().resolve("storefront"));
            Files.writeString(book.resolve("release.json"), ReleaseJson.write(release));
        }
        return run;
    }

    /** What run 7 of that job put to production; no such run is there any more. */
    static void put(WorkflowJob job, String service, String by) throws Exception {
        put(job, "production", service, by);
    }

    static void put(WorkflowJob job, String place, String service, String by) throws Exception {
        Path file = job.getRootDir().toPath().resolve("storefront-deployments.json");
        FileLedgerStore.open(file, job.getFullName())
                .add(List.of(new Placement(
                        place,
                        service,
                        "registry.example/" + service + "@" + DIGEST,
                        DIGEST,
                        START,
                        Outcome.SUCCEEDED,
                        job.getFullName(),
                        7,
                        by)));
    }

    /** An image that was built and then promoted, and nothing rolled out. */
    static Release built() {
        ImageReference image = new ImageReference("registry.example", "cart", null, new Digest(DIGEST));
        return Release.empty()
                .with(new BuiltImage(
                        new ServiceName("cart"),
                        image,
                        new Digest(DIGEST),
                        List.of("1"),
                        1000,
                        Duration.ofSeconds(1),
                        "jib",
                        true))
                .with(new PromotedImage(image, image, List.of("tested")));
    }

    /** An undone release in which every text that comes from outside is {@link #HOSTILE}. */
    static Release hostile() {
        return release(Outcome.UNDONE, true)
                .with(new Release.Notice("1", "slack", HOSTILE, "", "", null, START, HOSTILE))
                .with(new Release.Notice("2", "mail", "a@example.com", HOSTILE, HOSTILE, "ref", START, null));
    }

    /** One rollout of the service cart to production. */
    static Release release(Outcome outcome, Boolean undone) {
        return Release.empty()
                .with(new Release.Deployment(
                        "d",
                        HOSTILE,
                        "production",
                        UndoPolicy.ON_FAILURE,
                        START,
                        START.plusSeconds(60),
                        outcome,
                        HOSTILE))
                .with(new Release.Rollout(
                        "r",
                        "d",
                        HOSTILE,
                        "shop",
                        List.of(new WorkloadRef("apps/v1", "Deployment", "shop", HOSTILE)),
                        Map.of("registry.example/cart", "registry.example/cart@" + DIGEST),
                        START,
                        START.plusSeconds(30),
                        outcome == Outcome.UNDONE ? Outcome.FAILED : outcome,
                        HOSTILE,
                        outcome == Outcome.UNDONE
                                ? List.of(new FailureCause(
                                        "CrashLoopBackOff",
                                        HOSTILE,
                                        HOSTILE,
                                        HOSTILE,
                                        HOSTILE,
                                        1,
                                        List.of(HOSTILE, "last line")))
                                : List.of(),
                        undone));
    }
}
