package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clusterRollout} and {@code deployStage} on a real Kubernetes control plane. */
class ClusterRolloutIT {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @TempDir
    private Path project;

    private final String namespace = "it-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(project.resolve("config.yaml"), """
                unclassified:
                  storefront:
                    clusters:
                      - {name: real, credentialsId: admin}
                      - {name: viewer, credentialsId: viewer}
                    environments:
                      - {name: production, cluster: real, namespace: %s, undo: ON_FAILURE}
                credentials:
                  - {id: admin, file: %s}
                  - {id: viewer, file: %s}
                """.formatted(
                        namespace, Counterparts.need("KUBECONFIG"), Counterparts.need("KUBECONFIG_VIEWER")));
        Files.writeString(project.resolve("good.yaml"), manifests(DIGEST, ""));
    }

    private String manifests(String digest, String annotations) {
        return """
                apiVersion: v1
                kind: Namespace
                metadata: {name: %s}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {COLOUR: blue}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: payment}
                spec: {selector: {app: payment}, ports: [{port: 80, targetPort: 8080}]}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: payment}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: payment}}
                  template:
                    metadata: {labels: {app: payment}%s}
                    spec: {containers: [{name: payment, image: "shop/payment@%s"}]}
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: store}
                spec:
                  serviceName: store
                  selector: {matchLabels: {app: store}}
                  template:
                    metadata: {labels: {app: store}}
                    spec: {containers: [{name: store, image: "shop/store@%s"}]}
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate}
                spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: "shop/m@%s"}]}}}
                """.formatted(namespace, annotations, digest, DIGEST, DIGEST);
    }

    private String image() throws Exception {
        ProcessBuilder kubectl = new ProcessBuilder(
                Counterparts.need("KUBECTL"),
                "--kubeconfig",
                Counterparts.need("KUBECONFIG"),
                "-n",
                namespace,
                "get",
                "deployment",
                "payment",
                "-o",
                "jsonpath={.spec.template.spec.containers[0].image} {.status.availableReplicas}");
        Process process = kubectl.start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }

    @Test
    void waitsUntilEveryKindServes() throws Exception {
        Runner.Result result = Runner.run(
                project,
                "node { deployStage(name: 'Production', environment: 'production') { echo clusterRollout(manifests: 'good.yaml').outcome } }",
                Map.of());
        assertThat(result.output()).contains("Deployment " + namespace + "/payment 2/2 serves", "SUCCEEDED");
        assertThat(result.exitCode()).isZero();
        assertThat(image()).isEqualTo("shop/payment@" + DIGEST + " 2");
    }

    @Test
    void namesTheCrashWithItsLogAndBringsBackWhatServedBefore() throws Exception {
        Files.writeString(
                project.resolve("crash.yaml"),
                manifests("sha256:" + "b".repeat(64), ", annotations: {behaviour: crash}"));
        Runner.Result result = Runner.run(project, """
                node {
                    deployStage(name: 'First', environment: 'production') { clusterRollout manifests: 'good.yaml' }
                    deployStage(name: 'Second', environment: 'production') { clusterRollout manifests: 'crash.yaml' }
                }
                """, Map.of());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .containsSubsequence(
                        "Rollout FAILED: Deployment " + namespace + "/payment: container payment exits with 1",
                        "CrashLoopBackOff",
                        "exit code 1",
                        "fatal: DB_PASSWORD is not set",
                        "Undone: what served before serves again",
                        "Deployment UNDONE");
        assertThat(image()).isEqualTo("shop/payment@" + DIGEST + " 2");
    }

    @Test
    void endsAtOnceWhenAnImageCannotBePulledAndThereIsNoUndo() throws Exception {
        Files.writeString(project.resolve("pull.yaml"), manifests(DIGEST, ", annotations: {behaviour: pull}"));
        Runner.Result result = Runner.run(
                project,
                "node { deployStage(name: 'P', environment: 'production', undo: 'never') { clusterRollout manifests: 'pull.yaml' } }",
                Map.of());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .containsSubsequence("Rollout FAILED: Deployment " + namespace, "ImagePull", "Deployment FAILED");
    }

    @Test
    void changesNothingWhenTheClusterRefusesTheUser() throws Exception {
        Runner.Result result =
                Runner.run(project, "node { clusterRollout cluster: 'viewer', manifests: 'good.yaml' }", Map.of());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains(
                        "ERROR: Jenkinsfile:1: cluster viewer: ",
                        "the cluster refuses: ",
                        "give this account the right")
                .doesNotContain("created", "Rolling out");
        assertThat(image()).isEmpty();
    }
}
