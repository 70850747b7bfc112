package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EyesTest {
    @RegisterExtension
    static final SharedSandbox SANDBOX = new SharedSandbox();

    @Test
    void showWhatWasAppliedOnceTheClusterHasToldOfIt(@TempDir Path project) throws Exception {
        try (TestDelivery run = DiskDelivery.run(
                        project, Files.writeString(project.resolve("kubeconfig"), SANDBOX.kubeconfig()));
                Cluster cluster = Clusters.open(
                        new ClusterEndpoint.Kubeconfig(Secret.of(SANDBOX.kubeconfig()), null, null, true));
                Eyes first = new Eyes(run.context(), DiskDelivery.CLUSTER, () -> {});
                Eyes eyes = first.another(() -> {})) {
            Map<String, Object> applied = cluster.apply(
                    Manifests.parse(ClusterFixture.deployment("shop/web:1", ""), "test")
                            .get(0)
                            .inNamespace("default"),
                    false);
            RolloutState.Target target = Applier.target(new Manifest(applied).ref(), applied);
            RolloutState state = state(target);
            eyes.aim(state);
            await().atMost(Duration.ofSeconds(20)).until(() -> eyes.show(state));
            assertThat(eyes.show(state(of(target, target.uid(), target.generation() + 1))))
                    .as("a generation that the cluster has not told of")
                    .isFalse();
            assertThat(eyes.show(state(of(target, "another", target.generation()))))
                    .as("another object of that name")
                    .isFalse();
            eyes.close();
            assertThat(eyes.show(state)).isFalse();
        }
    }

    private static RolloutState.Target of(RolloutState.Target target, String uid, long generation) {
        return RolloutState.Target.applied(target.ref(), uid, generation, target.images(), target.template());
    }

    private static RolloutState state(RolloutState.Target target) {
        Instant now = Instant.now();
        return new RolloutState(
                "r1",
                null,
                DiskDelivery.CLUSTER,
                "default",
                null,
                RolloutState.Phase.APPLIED,
                List.of(target),
                new RolloutState.Limits(
                        now.plusSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(15), 0, WaitRules.USUAL),
                now,
                now);
    }
}
