package io.jenkins.plugins.storefront.runner.report;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.event.StageEnded;
import io.jenkins.plugins.storefront.delivery.event.StageStarted;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoStarted;
import io.jenkins.plugins.storefront.delivery.event.WarningSeen;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A shop's release, told event by event: three services built side by side, put to staging and then to production. */
final class SampleRun {
    static final Instant START = Instant.parse("2026-11-20T02:47:11Z");
    static final RunInfo RUN = new RunInfo(
            "corner-shop", 42, null, START, "Started by ada", "9f2c1d7ab04e5f6c8d90a1b2c3d4e5f60718293a", "main");
    static final List<String> CRASH_LOG = List.of(
            "02:49:20.114 INFO  payment 4.2.0 starts on port 8080",
            "02:49:20.377 INFO  reading provider settings from /etc/payment/provider.yaml",
            "02:49:20.391 ERROR provider 'acme' needs a key; set PAYMENT_PROVIDER_KEY",
            "Exception in thread \"main\" java.lang.IllegalStateException: PAYMENT_PROVIDER_KEY is not set");

    final Report report = new Report();

    static SampleRun released() {
        SampleRun run = new SampleRun().built();
        run.deployed("staging", 90, 118);
        run.deployed("production", 124, 171);
        run.told("corner-shop #42: release to staging, production succeeded", "good");
        return run;
    }

    static SampleRun undone() {
        SampleRun run = new SampleRun().built();
        run.deployed("staging", 90, 118);
        run.crashed();
        run.told("corner-shop #42: release to production undone", "danger");
        return run;
    }

    static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    static Digest digest(String service) {
        return new Digest("sha256:"
                + (Integer.toHexString(service.hashCode()) + "5b9d0c6e2f71a834")
                        .repeat(4)
                        .substring(0, 64));
    }

    static ImageReference image(String service) {
        return new ImageReference("registry.example:5000", "shop/" + service, null, digest(service));
    }

    static WorkloadRef workload(String service) {
        return new WorkloadRef("apps/v1", "Deployment", "shop", service);
    }

    void take(DeliveryEvent... events) {
        for (DeliveryEvent event : events) {
            report.publish(event);
        }
    }

    void stage(String id, String name, String parent, long from, long to, Outcome outcome) {
        take(new StageStarted(at(from), id, name, parent), new StageEnded(at(to), id, name, outcome));
    }

    String html(String result, long seconds) {
        return report.html(RUN, result, at(seconds));
    }

    /** Checkout, then three images side by side, then a stage that its condition skips. */
    private SampleRun built() {
        stage("s1", "Checkout", null, 0, 4, Outcome.SUCCEEDED);
        take(new StageStarted(at(4), "s2", "Build", null));
        int end = 0;
        for (Map.Entry<String, Integer> one :
                List.of(Map.entry("cart", 31), Map.entry("catalog", 66), Map.entry("payment", 48))) {
            String service = one.getKey();
            end = Math.max(end, 4 + one.getValue());
            stage("b-" + service, "Image of " + service, "s2", 4, 4 + one.getValue(), Outcome.SUCCEEDED);
            take(new ImageBuilt(
                    at(4 + one.getValue()),
                    new BuiltImage(
                            new ServiceName(service),
                            image(service),
                            digest(service),
                            List.of("42", "main"),
                            41_300_000L + one.getValue() * 811_000L,
                            Duration.ofSeconds(one.getValue()),
                            service.equals("catalog") ? "docker" : "jib",
                            true)));
        }
        take(new StageEnded(at(end), "s2", "Build", Outcome.SUCCEEDED));
        stage("s3", "Shopper tests", null, end, end + 18, Outcome.SUCCEEDED);
        stage("s4", "Load test", null, end + 18, end + 18, Outcome.SKIPPED);
        take(new Remark(
                at(9),
                true,
                "build argument NPM_TOKEN",
                "anyone can read it in the image's history; mount it" + " as a BuildKit secret instead"));
        return this;
    }

    private void open(String environment, long from) {
        take(new StageStarted(at(from), "s-" + environment, environment, null));
        report.inStage("s-" + environment)
                .publish(new DeploymentOpened(
                        at(from), "d-" + environment, "Deploy", environment, UndoPolicy.ON_FAILURE));
    }

    private void planned(String rollout, String environment, String service, long at) {
        take(new RolloutPlanned(
                at(at),
                rollout,
                "d-" + environment,
                environment.equals("staging") ? "test" : "main",
                "shop",
                List.of(workload(service), new WorkloadRef("v1", "Service", "shop", service)),
                Map.of("shop/" + service, image(service).toString())));
    }

    private void deployed(String environment, long from, long to) {
        open(environment, from);
        long each = (to - from) / 3;
        long at = from;
        for (String service : List.of("cart", "catalog", "payment")) {
            served(environment, service, at, at + each);
            at += each;
        }
        take(
                new DeploymentClosed(at(to), "d-" + environment, Outcome.SUCCEEDED, ""),
                new StageEnded(at(to), "s-" + environment, environment, Outcome.SUCCEEDED));
    }

    private void served(String environment, String service, long from, long to) {
        String rollout = environment + "-" + service;
        planned(rollout, environment, service, from);
        take(
                new WorkloadProgressed(at(from + 2), rollout, workload(service), 1, 3, "1 of 3 updated"),
                new WorkloadProgressed(at(to), rollout, workload(service), 3, 3, "serves"),
                new RolloutEnded(at(to), rollout, Outcome.SUCCEEDED, "every replica serves the new image", List.of()));
    }

    /** Payment crashes in production; it and cart are undone. */
    private void crashed() {
        open("production", 124);
        served("production", "cart", 124, 133);
        planned("production-payment", "production", "payment", 134);
        FailureCause cause = new FailureCause(
                "CrashLoopBackOff",
                "Deployment shop/payment",
                "container payment exits with 1 right after its start, 3 times; its last lines say why",
                "payment-6c9f7d5b8-x2lqp",
                "payment",
                1,
                CRASH_LOG);
        take(
                new WorkloadProgressed(at(136), "production-payment", workload("payment"), 0, 3, "1 of 3 updated"),
                new WarningSeen(
                        at(138), "production-payment", workload("payment"), "BackOff", "back-off restarting container"),
                new WarningSeen(
                        at(141), "production-payment", workload("payment"), "BackOff", "back-off restarting container"),
                new RolloutEnded(
                        at(149),
                        "production-payment",
                        Outcome.FAILED,
                        "payment crashes in its new revision",
                        List.of(cause)),
                new UndoStarted(at(149), "production-payment", "payment crashes"),
                new UndoEnded(at(158), "production-payment", true, "what served before serves again"),
                new UndoStarted(at(158), "production-cart", "payment crashes"),
                new UndoEnded(at(166), "production-cart", true, "what served before serves again"),
                new DeploymentClosed(at(166), "d-production", Outcome.UNDONE, "payment crashes in its new revision"),
                new StageEnded(at(166), "s-production", "production", Outcome.FAILED),
                new NoticeFailed(
                        at(168), "n3", "mail", "oncall@shop.example", "550 no such user; correct the address"));
    }

    private void told(String title, String colour) {
        report.slackMessage(
                Map.of(
                        "text", title,
                        "blocks",
                                List.of(
                                        Map.of("type", "header", "text", Map.of("type", "plain_text", "text", title)),
                                        Map.of(
                                                "type",
                                                "section",
                                                "text",
                                                Map.of(
                                                        "type",
                                                        "mrkdwn",
                                                        "text",
                                                        "*Deploy* → staging: succeeded\n*Deploy* → production: see"
                                                                + " <https://ci.example/42|the run>, <@U1|ada>")),
                                        Map.of("type", "divider"),
                                        Map.of(
                                                "type",
                                                "section",
                                                "fields",
                                                List.of(
                                                        Map.of("type", "mrkdwn", "text", "*Commit*\n`9f2c1d7ab04e`"),
                                                        Map.of("type", "mrkdwn", "text", "*Started by*\nada"))),
                                        Map.of(
                                                "type",
                                                "context",
                                                "elements",
                                                List.of(Map.of(
                                                        "type", "mrkdwn", "text", ":package: 3 images, *main*")))),
                        "attachments",
                                List.of(Map.of(
                                        "color",
                                        colour,
                                        "text",
                                        "*Images*\n`cart` " + digest("cart").brief() + "\n```" + CRASH_LOG.get(2)
                                                + "```"))),
                "#releases",
                at(172));
        report.mail(
                title,
                "Storefront <ci@shop.example>",
                List.of("team@shop.example", "oncall@shop.example"),
                "<!DOCTYPE html><html><head><meta name=\"color-scheme\" content=\"light dark\"></head><body style=\"font-family:"
                        + "sans-serif\"><h1 style=\"font-size:20px\">" + title
                        + "</h1><p>Deploy to staging: <strong>succeeded"
                        + "</strong></p><table><tr><td>cart</td><td><code>" + image("cart")
                        + "</code></td></tr></table></body></html>",
                title + "\n\nDeploy to staging: succeeded\n\ncart  " + image("cart") + "\n",
                at(172));
    }

    /** Leaves the page in the build folder, to be looked at. */
    static String look(String name, String html) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/report-samples"));
        Files.writeString(folder.resolve(name + ".html"), html);
        return html;
    }
}
