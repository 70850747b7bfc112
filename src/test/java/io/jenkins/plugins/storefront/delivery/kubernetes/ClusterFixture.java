package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A namespace of a cluster, and what the contracts of clusters do with it. */
public abstract class ClusterFixture {
    static final Duration LONGEST = Duration.ofSeconds(40);

    final String namespace = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    Cluster cluster;

    protected abstract ClusterEndpoint admin();

    /** May look at everything and change nothing. */
    protected abstract ClusterEndpoint viewer();

    /** An account that the cluster does not know. */
    protected abstract ClusterEndpoint stranger();

    @BeforeEach
    void open() throws Exception {
        cluster = Clusters.open(admin());
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
    }

    @AfterEach
    void close() throws Exception {
        cluster.delete(new WorkloadRef("v1", "Namespace", null, namespace));
        cluster.close();
    }

    Manifest manifest(String yaml) throws DeliveryException {
        Manifest manifest = Manifests.parse(yaml, "test").get(0);
        return manifest.kind().equals("Namespace") || manifest.kind().equals("CustomResourceDefinition")
                ? manifest
                : manifest.inNamespace(namespace);
    }

    Map<String, Object> apply(String yaml) throws DeliveryException {
        return cluster.apply(manifest(yaml), false);
    }

    WorkloadRef ref(String apiVersion, String kind, String name) {
        return new WorkloadRef(apiVersion, kind, namespace, name);
    }

    WorkloadRef deployment() {
        return ref("apps/v1", "Deployment", "web");
    }

    static String deployment(String image, String annotations) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, labels: {app: web}}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}, annotations: {%s}}
                    spec: {containers: [{name: web, image: "%s", env: [{name: A, value: "1"}]}]}
                """.formatted(annotations, image);
    }

    void awaitThat(WorkloadRef ref, Predicate<Map<String, Object>> holds) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(50)).until(() -> {
            Map<String, Object> object = cluster.get(ref);
            return object != null && holds.test(object);
        });
    }

    static String job(String image) {
        return "{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {template: {spec: {restartPolicy: Never,"
                + " containers: [{name: m, image: '" + image + "'}]}}}}";
    }
}
