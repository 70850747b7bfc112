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

/** {@code clusterRollout} and its companions as a Jenkinsfile calls them, against the sandbox's cluster. */
class RolloutStepsTest {
    private static final String CART = """
            {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: keys}
            stringData: {API_KEY: hunter%1$s}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart}
            spec:
              replicas: 1
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}, annotations: {%2$s}}
                spec:
                  containers:
                    - {name: cart, image: 'shop/cart:%1$s', env: [{name: MODE, value: 'm%1$s'}, {name: DB_PASSWORD, value: 'swordfish%1$s'}], envFrom: [{secretRef: {name: keys}}]}
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
                unclassified: {storefront: {clusters: [{name: main, credentialsId: admin}], environments: [{name: production, cluster: main, namespace: shop}]}}
                credentials: [{id: admin, file: %s}]
                """.formatted(kubeconfig));
        Files.writeString(project.resolve("1.yaml"), CART.formatted("1", ""));
        Files.writeString(project.resolve("2.yaml"), CART.formatted("2", ""));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String run(String body) throws Exception {
        terminal.run(
                project,
                "node { deployStage(name: 'P', environment: 'production', undo: 'never') {\n" + body + "\n} }\n");
        return terminal.text();
    }

    private void program(String name, String script) throws Exception {
        Path file = Files.createDirectories(project.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void renderedManifestsAreRolledOutWithTheValuesThatAreGiven() throws Exception {
        program("kustomize", "/bin/cat 1.yaml");
        program("helm", "/bin/cat 2.yaml");
        assertThat(run("""
                withEnv(["PATH=${pwd()}/bin"]) {
                  clusterRollout kustomize: 'overlay', replicas: [cart: 2], labels: [team: 'checkout']
                  clusterRollout helmChart: 'chart', images: ['shop/cart:2': 'shop/cart:3']
                }
                def now = clusterStatus()
                echo "status ${now}"
                """))
                .contains("Deployment shop/cart 2/2 serves", "Deployment shop/cart configured", "shop/cart:3");
    }

    @Test
    void aPlanIsShownAndCarriedOutAsItWasShown() throws Exception {
        assertThat(run("""
                clusterRollout manifests: '1.yaml'
                def plan = clusterDiff manifests: '2.yaml'
                echo "PLAN ${plan.text}"
                clusterRollout plan: plan.plan, cluster: plan.cluster
                """))
                .containsSubsequence(
                        "PLAN ",
                        "data: 1 keys -> 1 keys (1 changed, 0 added, 0 removed)",
                        "image: \"shop/cart:1\" -> \"shop/cart:2\"",
                        "Deployment shop/cart configured",
                        "Rollout SUCCEEDED")
                .doesNotContain("hunter");
    }

    @Test
    void aFailureSaysWhatChangedAndHidesWhatIsSecret() throws Exception {
        Files.writeString(project.resolve("crash.yaml"), CART.formatted("2", "behaviour: crash"));
        assertThat(run("""
                clusterRollout manifests: '1.yaml'
                def result = clusterRollout manifests: 'crash.yaml', propagate: false
                def cause = result.causes[0]
                echo "CAUSE ${cause.code} of ${cause.container} with ${cause.exitCode}: ${cause.log[-1]}"
                cause.changes.each { echo "CHANGE ${it}" }
                """))
                .containsSubsequence(
                        "Rollout FAILED: Deployment shop/cart: container cart exits with 1",
                        "CAUSE CrashLoopBackOff of cart with 1: fatal: DB_PASSWORD is not set",
                        "CHANGE containers[cart].env[DB_PASSWORD] changed",
                        "CHANGE containers[cart].env[MODE]: m1 -> m2",
                        "CHANGE containers[cart].image: shop/cart:1 -> shop/cart:2")
                .contains("CHANGE Secret keys: data.API_KEY changed")
                .doesNotContain("hunter", "swordfish");
    }

    @Test
    void companionsScaleRestartAndGoBack() throws Exception {
        assertThat(run("""
                clusterRollout manifests: '1.yaml'
                clusterRollout manifests: '2.yaml'
                clusterScale workload: 'cart', replicas: 2
                clusterUndo service: 'cart'
                clusterRestart workloads: ['cart']
                echo "status ${clusterStatus()}"
                """))
                .containsSubsequence(
                        "Deployment shop/cart 2/2 serves", "Deployment shop/cart configured", "status ", "shop/cart:1");
    }

    @Test
    void whatNewContainersWriteIsShownOnRequest() throws Exception {
        // Settling gives the lines the time to come
        assertThat(run("clusterRollout manifests: '1.yaml', settleTime: 2")).doesNotContain("listening on");
        terminal.clear();
        assertThat(run("clusterRollout manifests: '2.yaml', settleTime: 2, showLogs: true"))
                .containsPattern("cart-[a-z0-9]+-[a-z0-9]+/cart\\W+listening on 0.0.0.0:8080");
    }

    @Test
    void aNamespaceThatIsNotThereIsNamedOnce() throws Exception {
        Files.writeString(project.resolve("1.yaml"), CART.formatted("1", "").replaceFirst("(?s)^.*?---\n", ""));
        assertThat(run("clusterRollout manifests: '1.yaml'"))
                .contains(
                        "ERROR: Jenkinsfile:2: cluster main: Namespace shop: is not there; put a Namespace into the manifests")
                .doesNotContain("problems");
    }

    @Test
    void whetherANamespaceWasMadeIsToldOnce() throws Exception {
        assertThat(run("clusterRollout manifests: '1.yaml', set: 'shop'"))
                .containsOnlyOnce("Namespace shop created")
                .doesNotContain("Namespace shop unchanged", "Namespace shop configured");
        terminal.clear();
        assertThat(run("clusterRollout manifests: '2.yaml', set: 'shop'"))
                .containsOnlyOnce("Namespace shop unchanged")
                .doesNotContain("Namespace shop created");
    }

    @Test
    void aTagIsRefusedWhereADigestIsRequired() throws Exception {
        assertThat(run("clusterRollout manifests: '1.yaml', requireDigest: true"))
                .contains("requireDigest: shop/cart:1 ")
                .doesNotContain("created");
    }
}
