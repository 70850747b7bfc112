package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else changes an object while a rollout waits for it. */
class ChangedByOthersTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec:
              replicas: %s
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}, annotations: {behaviour/delay: 2s}}
                spec: {containers: [{name: web, image: 'shop/web:1', env: [{name: MODE, value: %s}]}]}
            """;

    private SandboxCluster sandbox;
    private RolloutProbe probe;
    private Cluster cluster;

    @BeforeEach
    void start(@TempDir Path project) throws Exception {
        sandbox = new SandboxCluster(image -> null);
        String kubeconfig = SandboxKubeconfig.of(sandbox);
        probe = new RolloutProbe(project, Files.writeString(project.resolve("kubeconfig"), kubeconfig));
        cluster = Clusters.open(new ClusterEndpoint.Kubeconfig(Secret.of(kubeconfig), null, null, true));
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
        probe.close();
        sandbox.close();
    }

    private RolloutMachine.End rolledOutWhileSomebodyApplies(String theirs) throws Exception {
        CompletableFuture<RolloutMachine.End> ended =
                probe.begin("r", "default", WEB.formatted("2", "ours"), Duration.ofMinutes(1));
        await().until(() -> cluster.get(new WorkloadRef("apps/v1", "Deployment", "default", "web")) != null);
        ((Fabric8Cluster) cluster)
                .applyAs("kubectl-edit", Manifests.parse(theirs, "test").get(0), true);
        return ended.get(40, TimeUnit.SECONDS);
    }

    @Test
    void anotherTemplateIsNoSuccessAlthoughItsImageIsTheSame() throws Exception {
        RolloutMachine.End end = rolledOutWhileSomebodyApplies(WEB.formatted("2", "theirs"));
        assertThat(end.outcome()).as(end.toString()).isEqualTo(Outcome.FAILED);
        assertThat(end.causes().get(0).code()).isEqualTo("ChangedByOthers");
        assertThat(end.verdict()).contains("Deployment default/web", "kubectl-edit", "changed its Pod template");
    }

    @Test
    void anotherNumberOfReplicasIsASuccess() throws Exception {
        RolloutMachine.End end = rolledOutWhileSomebodyApplies(WEB.formatted("3", "ours"));
        assertThat(end.outcome()).as(end.toString()).isEqualTo(Outcome.SUCCEEDED);
    }
}
