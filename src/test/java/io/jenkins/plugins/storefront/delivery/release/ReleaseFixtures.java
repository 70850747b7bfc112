package io.jenkins.plugins.storefront.delivery.release;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The events of one release whose payment service crashes and is undone. */
final class ReleaseFixtures {
    static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
    static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));
    static final WorkloadRef PAYMENT = new WorkloadRef("apps/v1", "Deployment", "shop", "payment");

    private ReleaseFixtures() {}

    static List<DeliveryEvent> undoneRelease() {
        ImageReference image = new ImageReference("127.0.0.1:5000", "shop/payment", null, DIGEST);
        FailureCause crash = new FailureCause(
                "CrashLoopBackOff",
                PAYMENT.toString(),
                "container payment exits with 1",
                "payment-7d-x",
                "payment",
                1,
                List.of("starting", "fatal: PAYMENT_KEY is not set"));
        return List.of(
                new ImageBuilt(
                        T,
                        new BuiltImage(
                                new ServiceName("payment"),
                                image,
                                DIGEST,
                                List.of("7"),
                                1234,
                                Duration.ofMillis(1500),
                                "jib",
                                true)),
                new DeploymentOpened(T.plusSeconds(1), "d1", "Production", "production", UndoPolicy.ON_FAILURE),
                new RolloutPlanned(
                        T.plusSeconds(2),
                        "r1",
                        "d1",
                        "main",
                        "shop",
                        List.of(PAYMENT),
                        Map.of("shop/payment", image.toString())),
                new RolloutEnded(T.plusSeconds(9), "r1", Outcome.FAILED, "payment crashes", List.of(crash)),
                new UndoEnded(T.plusSeconds(12), "r1", true, "payment serves the revision before"),
                new DeploymentClosed(T.plusSeconds(13), "d1", Outcome.UNDONE, "payment crashes"),
                new NoticeSent(T.plusSeconds(14), "n1", "slack", "#releases", "failed", "[]", "failed", "C1/1.2"),
                new NoticeFailed(T.plusSeconds(15), "n2", "mail", "team@example.com", "550 no such user"));
    }
}
