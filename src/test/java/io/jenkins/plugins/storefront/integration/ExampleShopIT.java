package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example shop's release: five images to a real registry, rolled out to a real control plane, a mail to a real server. */
class ExampleShopIT {
    @TempDir
    private Path project;

    private String registry;

    @BeforeEach
    void copyTheShop() throws Exception {
        registry = Counterparts.need("REGISTRY");
        Path shop = Path.of("examples/shop");
        try (Stream<Path> files = Files.walk(shop)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = project.resolve(shop.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    clusters:\n      - {name: real, credentialsId: admin}\n"
                        + "    environments:\n      - {name: production, cluster: real, namespace: shop}\n"
                        + "    smtp:\n      - name: real\n        host: '" + Counterparts.need("SMTP_HOST")
                        + "'\n        port: " + Counterparts.need("SMTP_PORT")
                        + "\n        from: jenkins@example.com\n        credentialsId: login\n        caCertificate: |\n"
                        + Files.readString(Path.of(Counterparts.need("SMTP_CA")))
                                .indent(10)
                        + "credentials:\n  - {id: admin, file: " + Counterparts.need("KUBECONFIG") + "}\n"
                        + "  - {id: login, user: '" + Counterparts.need("SMTP_USER")
                        + "', password: {env: SMTP_SECRET}}\n");
    }

    private Runner.Result release(String jenkinsfile, String builder) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("SMTP_SECRET", Counterparts.need("SMTP_PASSWORD")));
        environment.put("DOCKER_HOST", Counterparts.need("DOCKER_HOST"));
        environment.put("DOCKER_CONFIG", Counterparts.need("DOCKER_CONFIG"));
        return Runner.java(
                project,
                environment,
                "io.jenkins.plugins.storefront.runner.cli.StorefrontCommand",
                "run",
                project.resolve(jenkinsfile).toString(),
                "-p",
                "BUILDER=" + builder,
                "-p",
                // A place of its own each time, so that each builder builds and takes nothing that another one left
                "REGISTRY=" + registry + "/example" + java.util.UUID.randomUUID(),
                "-p",
                "BASE=" + registry + "/base/java:17",
                "-p",
                "NODE_BASE=" + registry + "/base/node:18");
    }

    @Test
    void isReleasedWholeAndAFailingPaymentIsUndone() throws Exception {
        Runner.Result good = release("Jenkinsfile", "jib");
        // The control plane has no metrics server: the shop serves all the same, and the log says what is lacking
        assertThat(good.output())
                .contains(
                        "HorizontalPodAutoscaler shop/storefront",
                        "FailedGetResourceMetric",
                        "Rollout SUCCEEDED",
                        "Deployment SUCCEEDED",
                        "Told team@example.com by mail",
                        "Finished: SUCCESS");

        Path payment = project.resolve("k8s/payment.yaml");
        String manifest = Files.readString(payment);
        String crashing = manifest.replaceFirst(
                "(?s)(kind: Deployment.*?template:\\s*\\n(\\s+)metadata:\\s*\\n)",
                "$1$2  annotations: {behaviour: crash}\n");
        assertThat(crashing).isNotEqualTo(manifest);
        Files.writeString(payment, crashing);
        Runner.Result bad = release("Jenkinsfile", "jib");
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.output())
                .containsSubsequence(
                        "Rollout FAILED: Deployment shop/payment",
                        "fatal: DB_PASSWORD is not set",
                        "Deployment UNDONE");
    }

    @ParameterizedTest
    @CsvSource({
        "Jenkinsfile,docker",
        "Jenkinsfile,docker-classic",
        "Jenkinsfile,podman",
        "Jenkinsfile.declarative,buildah",
        "Jenkinsfile.declarative,jib",
        "Jenkinsfile.declarative,buildx"
    })
    void isReleasedByEachJenkinsfileWithEachBuilder(String jenkinsfile, String builder) throws Exception {
        assertThat(release(jenkinsfile, builder).output())
                .contains(
                        "/shop/payment:1 with " + (builder.equals("docker") ? "buildx" : builder) + " (",
                        "storefront.yaml: manifests are k8s/config.yaml, k8s/catalog.yaml",
                        "Rollout SUCCEEDED",
                        "Told team@example.com by mail",
                        "Finished: SUCCESS");
    }
}
