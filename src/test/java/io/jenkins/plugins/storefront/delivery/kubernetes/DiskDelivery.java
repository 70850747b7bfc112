package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.BookedDelivery;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A local run's context whose release is in a folder of the test's choice, so that another process can open it. All of one project
 * share its sealing key.
 */
final class DiskDelivery extends BookedDelivery {
    /** Name of the one cluster. */
    static final String CLUSTER = "main";

    DiskDelivery(TestDelivery run, Path folder) throws IOException, DeliveryException {
        super(run.context(), folder);
    }

    /** A run in {@code project} that knows one cluster. */
    static TestDelivery run(Path project, Path kubeconfig) throws IOException, DeliveryException {
        ClusterSettings cluster = new ClusterSettings(CLUSTER, null, null, null, false, "admin", null, null);
        return new TestDelivery(
                project,
                new Settings(List.of(), List.of(), List.of(), List.of(), List.of(cluster)),
                Map.of("admin", new Credential.File("kubeconfig", Secret.of(Files.readString(kubeconfig)))));
    }

    /** What asks for these manifests in that cluster. */
    static RolloutRequest request(String id, String namespace, String manifests) throws DeliveryException {
        return new RolloutRequest(
                id,
                null,
                CLUSTER,
                namespace,
                Manifests.parse(manifests, "test"),
                Map.of(),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1),
                0,
                false,
                RolloutOptions.NONE,
                WaitRules.USUAL);
    }
}
