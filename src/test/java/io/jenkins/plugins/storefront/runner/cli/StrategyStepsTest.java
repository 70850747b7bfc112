package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.kubernetes.SandboxKubeconfig;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Strategies as a Jenkinsfile names them, through the command line. */
class StrategyStepsTest {
    private static final String MANIFESTS = """
            {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {selector: {app: cart}, ports: [{port: 80}]}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart}
            spec:
              replicas: 3
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}}
                spec: {containers: [{name: cart, image: 'shop/cart:VERSION'}]}
            """;

    @TempDir
    private Path project;

    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    private SandboxCluster sandbox;

    @BeforeEach
    void prepare() throws Exception {
        sandbox = new SandboxCluster(image -> null);
        Path kubeconfig = Files.writeString(project.resolve("kubeconfig"), SandboxKubeconfig.of(sandbox));
        Files.writeString(project.resolve("config.yaml"), """
                unclassified: {storefront: {clusters: [{name: main, credentialsId: admin}]}}
                credentials: [{id: admin, file: %s}]
                """.formatted(kubeconfig));
        Files.writeString(project.resolve("1.yaml"), MANIFESTS.replace("VERSION", "1"));
        Files.writeString(project.resolve("2.yaml"), MANIFESTS.replace("VERSION", "2"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String run(String strategy, String meanwhile) throws Exception {
        terminal.run(project, """
                node {
                  clusterRollout cluster: 'main', namespace: 'shop', manifests: '1.yaml'
                  def result
                  parallel roll: {
                    result = clusterRollout cluster: 'main', namespace: 'shop', manifests: '2.yaml', propagate: false, strategy: %s
                  }, people: { %s }
                  echo "it is ${result.outcome}"
                }
                """.formatted(strategy, meanwhile));
        return terminal.text();
    }

    @Test
    void aCanaryIsPromotedByAStep() throws Exception {
        String strategy = "canary(steps: [[weight: 25], [weight: 50, pause: 0]])";
        String promote = "waitUntil { try { controlRollout('promote'); true } catch (e) { false } }";
        assertThat(run(strategy, promote + "; sleep 2; controlRollout action: 'promote', workload: 'cart'"))
                .contains("canary cart: 25 % until somebody promotes it", "promoted by a step of", "it is SUCCEEDED");
    }

    @Test
    void whatCannotBeIsSaidBeforeAnythingChanges() throws Exception {
        assertThat(run("canary(steps: [[weight: 25, pase: 3]])", "echo 'nothing'"))
                .contains("canary: parameter 'steps': unknown parameter 'pase', did you mean 'pause'?")
                .doesNotContain("cart-canary");
    }

    @Test
    void valuesWithinAStrategyAreNamedAsInJenkins() throws Exception {
        String strategy =
                "canary(steps: [[weight: 50, pause: 0, gates: [httpGate(url: 'http://127.0.0.1:1/', within: 900)]]],"
                        + " traffic: byReplicas(), gates: [metricGate(name: 'errors', query: 'up', maximum: 0.5)])";
        assertThat(run(strategy, "echo 'nothing'")).contains("no metrics connection is configured", "it is FAILED");
    }

    @Test
    void aGateThatSaysNoLeadsBackBeforeAnyTrafficMoves() throws Exception {
        assertThat(run("blueGreen(gates: [httpGate(url: 'http://127.0.0.1:1/', within: 1)])", "echo 'nothing'"))
                .contains("GateRefused", "it is UNDONE")
                .doesNotContain("100 %");
    }

    @Test
    void aGateIsOverriddenByAStep() throws Exception {
        String strategy = "blueGreen(byHand: true, gates: [httpGate(url: 'http://127.0.0.1:1/', within: 900)])";
        String override =
                "waitUntil { try { controlRollout('pause'); controlRollout('resume'); true } catch (e) { false } };"
                        + " waitUntil { sleep 1; try { controlRollout('override'); false } catch (e) { true } }";
        assertThat(run(strategy, override))
                .contains("whatever its gates say", "is over: overridden by a step of", "it is SUCCEEDED");
    }

    @Test
    void withoutOneOfItsOwnTheStepTakesThatOfTheShop() throws Exception {
        Files.writeString(project.resolve("storefront.yaml"), """
                manifests: '2.yaml'
                strategy: {canary: {steps: [{weight: 50, pause: 0s}]}}
                services: {}
                """);
        terminal.run(project, """
                node {
                  clusterRollout cluster: 'main', namespace: 'shop', manifests: '1.yaml'
                  clusterRollout cluster: 'main', namespace: 'shop'
                }
                """);
        assertThat(terminal.text()).contains("canary cart: 50 % for 0 s", "Deployment shop/cart-canary deleted");
    }

    @Test
    void blueGreenEndsWithTheDeclaredObjects() throws Exception {
        assertThat(run("blueGreen()", "echo 'nothing'"))
                .contains(
                        "Deployment shop/cart-green created", "Deployment shop/cart-green deleted", "it is SUCCEEDED");
    }
}
