package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A namespace with a set in it, and what the contracts of sets do with it. */
public abstract class SetFixture {
    static final String SHOP = """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {COLOUR: '%1$s'}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart}
            spec:
              replicas: 1
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}}
                spec: {containers: [{name: cart, image: 'shop/cart:%1$s', envFrom: [{configMapRef: {name: settings}}]}]}
            """;
    static final String EXTRA = "\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: extra}, data: {a: b}}\n";
    final String namespace = "set-" + UUID.randomUUID().toString().substring(0, 8);
    TestDelivery run;
    DeliveryContext delivery;
    Cluster cluster;

    @TempDir
    private Path project;

    /** A kubeconfig of someone who may do everything. */
    protected abstract String kubeconfig() throws Exception;

    @BeforeEach
    void open() throws Exception {
        Path kubeconfig = Files.writeString(project.resolve("kubeconfig"), kubeconfig());
        run = DiskDelivery.run(project, kubeconfig);
        delivery = run.context();
        cluster = Clusters.open(new ClusterEndpoint.Kubeconfig(Secret.of(kubeconfig()), null, null, true));
        cluster.apply(
                Manifests.parse("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}", "test")
                        .get(0),
                false);
    }

    @AfterEach
    void close() throws Exception {
        if (cluster != null) {
            cluster.delete(new WorkloadRef("v1", "Namespace", null, namespace));
            cluster.close();
            run.close();
        }
    }

    static RolloutOptions set(boolean versions, boolean refuse, String plan) {
        return new RolloutOptions(
                "shop", plan, Map.of(), Map.of(), false, versions, true, refuse, Map.of(), null, false, Map.of(),
                Map.of());
    }

    RolloutRequest request(String id, String yaml, RolloutOptions options) throws DeliveryException {
        return new RolloutRequest(
                id,
                null,
                DiskDelivery.CLUSTER,
                namespace,
                yaml.isEmpty() ? List.of() : Manifests.parse(yaml, "test"),
                Map.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                0,
                false,
                options,
                WaitRules.USUAL);
    }

    RolloutMachine.End roll(String id, String yaml) throws Exception {
        return end(session -> session.start(request(id, yaml, set(false, false, null))));
    }

    /** What a session is told to do. */
    @FunctionalInterface
    interface Begin {
        void with(RolloutSession session) throws Exception;
    }

    RolloutMachine.End end(Begin begin) throws Exception {
        return end(delivery, begin);
    }

    static RolloutMachine.End end(DeliveryContext run, Begin begin) throws Exception {
        CompletableFuture<RolloutMachine.End> end = new CompletableFuture<>();
        begin.with(new RolloutSession(run, new RolloutSession.Host() {
            @Override
            public void persist(String state) {}

            @Override
            public void ended(RolloutState state, RolloutMachine.End how) {
                end.complete(how);
            }
        }));
        return end.get(60, TimeUnit.SECONDS);
    }

    static void succeeded(RolloutMachine.End end) {
        assertThat(end.outcome()).as(end.toString()).isEqualTo(Outcome.SUCCEEDED);
    }

    WorkloadRef config(String name) {
        return new WorkloadRef("v1", "ConfigMap", namespace, name);
    }

    Map<String, Object> cart() throws DeliveryException {
        return cluster.get(new WorkloadRef("apps/v1", "Deployment", namespace, "cart"));
    }

    String image() throws DeliveryException {
        return Fields.text(
                Fields.list(cart(), "spec", "template", "spec", "containers").get(0), "image");
    }
}
