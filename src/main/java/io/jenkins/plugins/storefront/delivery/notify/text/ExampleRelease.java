package io.jenkins.plugins.storefront.delivery.notify.text;

import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Releases of a small shop, as they might be: what previews show before there is a run. Nothing in them is real. */
public enum ExampleRelease {
    /** Built, and being put to staging. */
    STARTED,
    SUCCEEDED,
    /** The image of one service could not be built. */
    BUILD_FAILED,
    /** It crashed in production and was left so. */
    FAILED,
    /** It crashed in production, and what served before serves again. */
    UNDONE;

    private static final Instant START = Instant.parse("2026-11-25T09:40:00Z");
    private static final List<String> SERVICES = List.of("cart", "checkout", "payment");

    public RunInfo run() {
        return new RunInfo(
                "shop/main",
                42,
                "https://jenkins.example.com/job/shop/job/main/42/",
                START,
                "Push to main",
                "9f2c1d7ab04e5f6c8d90a1b2c3d4e5f60718293a",
                "main");
    }

    public Release release() {
        Release release = Release.empty();
        for (String service : SERVICES) {
            if (this != BUILD_FAILED || !service.equals("payment")) {
                release = release.with(image(service));
            }
        }
        return switch (this) {
            case BUILD_FAILED -> release;
            case STARTED -> release.with(deployment("staging", 95, 0, null, null));
            case SUCCEEDED -> deployed(deployed(release, "staging", 95, 141), "production", 150, 233);
            case FAILED -> crashed(deployed(release, "staging", 95, 141), Outcome.FAILED);
            case UNDONE -> crashed(deployed(release, "staging", 95, 141), Outcome.UNDONE);
        };
    }

    /** Of the step that failed; null where none did. */
    public LogExcerpt excerpt() {
        return this != BUILD_FAILED
                ? null
                : LogExcerpt.of(
                        "imageBuild payment",
                        List.of(
                                "#9 [build 4/6] RUN mvn -q -o package",
                                "#9 12.41 [INFO] Compiling 38 source files",
                                "#9 19.02 [ERROR] COMPILATION ERROR :",
                                "#9 19.02 [ERROR] PaymentService.java:[71,24] cannot find symbol: method retryAfter()",
                                "#9 ERROR: process \"/bin/sh -c mvn -q -o package\" did not complete: exit code: 1",
                                "------",
                                " > [build 4/6] RUN mvn -q -o package:",
                                "Dockerfile:12"),
                        214,
                        at(90));
    }

    /** Its data in that language. */
    public ReleaseData data(Language language) {
        return new ReleaseData(run(), release(), null, language, RunFailure.of(excerpt()));
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static ImageReference reference(String service) {
        return new ImageReference("registry.example.com", "shop/" + service, null, digest(service));
    }

    private static Digest digest(String service) {
        return new Digest("sha256:" + String.format("%08x", service.hashCode()).repeat(8));
    }

    private static BuiltImage image(String service) {
        return new BuiltImage(
                new ServiceName(service),
                reference(service),
                digest(service),
                List.of("42"),
                84_000_000L + service.length() * 3_000_000L,
                Duration.ofSeconds(40L + service.length() * 4L),
                "docker",
                true);
    }

    private static Release.Deployment deployment(
            String environment, long from, long to, Outcome outcome, String reason) {
        return new Release.Deployment(
                "d-" + environment,
                environment.equals("production") ? "Go live" : "Try out",
                environment,
                UndoPolicy.ON_FAILURE,
                at(from),
                outcome == null ? null : at(to),
                outcome,
                reason);
    }

    private static Release deployed(Release release, String environment, long from, long to) {
        return release.with(deployment(environment, from, to, Outcome.SUCCEEDED, null))
                .with(rollout(environment, from + 2, to, Outcome.SUCCEEDED, List.of(), null));
    }

    private static Release crashed(Release release, Outcome outcome) {
        FailureCause cause = new FailureCause(
                "CrashLoopBackOff",
                "Deployment shop/payment",
                "its container stops again and again with exit code 1; read its last lines, and undo or mend it",
                "payment-7d9c5b6f4-x2lqp",
                "payment",
                1,
                List.of(
                        "INFO  payment 4.2.0 starts on port 8080",
                        "INFO  reading provider settings from /etc/payment/provider.yaml",
                        "ERROR the provider needs a key; set PAYMENT_PROVIDER_KEY",
                        "Exception in thread \"main\" java.lang.IllegalStateException: PAYMENT_PROVIDER_KEY is not set"));
        return release.with(deployment("production", 150, 208, outcome, "payment crashed"))
                .with(rollout(
                        "production", 152, 206, outcome, List.of(cause), outcome == Outcome.UNDONE ? true : null));
    }

    private static Release.Rollout rollout(
            String environment, long from, long to, Outcome outcome, List<FailureCause> causes, Boolean undone) {
        Map<String, String> images = new java.util.TreeMap<>();
        SERVICES.forEach(
                service -> images.put("shop/" + service, reference(service).toString()));
        return new Release.Rollout(
                "r-" + environment,
                "d-" + environment,
                environment,
                "shop",
                SERVICES.stream()
                        .map(service -> new WorkloadRef("apps/v1", "Deployment", "shop", service))
                        .toList(),
                images,
                at(from),
                at(to),
                outcome,
                causes.isEmpty() ? "serves" : causes.get(0).message(),
                causes,
                undone);
    }
}
