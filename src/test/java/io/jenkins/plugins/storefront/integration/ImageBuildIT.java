package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code imageBuild} with a real Docker Engine and real registries; what they hold is read back by skopeo. */
class ImageBuildIT {
    @TempDir
    private Path project;

    private String registry;

    @BeforeEach
    void prepare() throws Exception {
        registry = Counterparts.need("REGISTRY");
        Files.createDirectories(project.resolve("app"));
        Files.writeString(project.resolve("app/file.txt"), "content");
        Files.writeString(
                project.resolve("app/Dockerfile"),
                "ARG BASE\nFROM ${BASE}\nCOPY file.txt /\nRUN echo built > /built\n");
    }

    private static String inspect(String reference, String... options) throws Exception {
        var command = new java.util.ArrayList<>(java.util.List.of("skopeo", "inspect", "--format", "{{.Digest}}"));
        command.addAll(java.util.List.of(options));
        command.add("docker://" + reference);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes()).trim();
        process.waitFor();
        return output;
    }

    @Test
    void buildsWithoutADaemonTheSameDigestTwice() throws Exception {
        String build = "imageBuild(image: '" + registry + "/it/jib', tags: ['%s'], base: '" + registry
                + "/base/busybox:1', layers: [[from: 'app', into: '/app']])";
        Runner.Result result = Runner.run(
                project,
                "node { echo 'one ' + " + build.formatted("one") + ".digest; echo 'two ' + " + build.formatted("two")
                        + ".digest }",
                Map.of());
        assertThat(result.output()).contains("Finished: SUCCESS");
        String digest = inspect(registry + "/it/jib:one", "--tls-verify=false");
        assertThat(digest).startsWith("sha256:");
        assertThat(result.output()).contains("one " + digest, "two " + digest);
    }

    @Test
    void buildsWithDockerAndPushesToARegistryWithTlsAndALogin() throws Exception {
        String secure = Counterparts.need("REGISTRY_TLS");
        String password = Counterparts.need("REGISTRY_PASSWORD");
        Path ca = Path.of(Counterparts.need("REGISTRY_CA"));
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    registries:\n      - name: '" + secure
                        + "'\n        credentialsId: login\n        caCertificate: |\n"
                        + Files.readString(ca).indent(10) + "credentials:\n  - {id: login, user: '"
                        + Counterparts.need("REGISTRY_USER") + "', password: {env: REGISTRY_SECRET}}\n");
        Runner.Result result = Runner.run(
                project,
                "node { echo 'built ' + imageBuild(image: '" + secure
                        + "/it/docker', builder: 'docker', context: 'app', buildArgs: [BASE: '" + registry
                        + "/base/busybox:1']).digest; sh 'find . -name config.json | wc -l' }",
                Map.of("DOCKER_HOST", Counterparts.need("DOCKER_HOST"), "REGISTRY_SECRET", password));
        assertThat(result.output()).contains("Finished: SUCCESS").doesNotContain(password);
        String digest = inspect(
                secure + "/it/docker:1",
                "--cert-dir=" + certificates(ca),
                "--creds=" + Counterparts.need("REGISTRY_USER") + ":" + password);
        assertThat(result.output()).contains("built " + digest);
    }

    private Path certificates(Path ca) throws Exception {
        Path folder = Files.createDirectories(project.resolve("certs"));
        Files.copy(ca, folder.resolve("ca.crt"));
        return folder;
    }

    @Test
    void saysThatTheLoginIsWrong() throws Exception {
        String secure = Counterparts.need("REGISTRY_TLS");
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    registries:\n      - {name: '" + secure
                        + "', credentialsId: login}\ncredentials:\n  - {id: login, user: x, password: {env: WRONG}}\n");
        Runner.Result result = Runner.run(
                project,
                "node { imageBuild image: '" + secure
                        + "/it/denied', builder: 'docker-classic', context: 'app', buildArgs: [BASE: '" + registry
                        + "/base/busybox:1'] }",
                Map.of("DOCKER_HOST", Counterparts.need("DOCKER_HOST"), "WRONG", "not-the-password"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains(": imageBuild: docker push failed", "check the credential of this registry");
    }

    /** On another day, in another folder, with other times, owners' masks and order of files, in a process of its own. */
    @Test
    void twoBuildsOnDifferentDaysAndPathsGiveOneDigest() throws Exception {
        String faketime = Counterparts.need("FAKETIME");
        Path elsewhere = Files.createDirectories(project.resolve("else where/über"));
        for (Path folder : new Path[] {project, elsewhere}) {
            boolean first = folder.equals(project);
            Files.createDirectories(folder.resolve("layer/sub"));
            for (String name : first ? new String[] {"a", "b", "sub/c"} : new String[] {"sub/c", "b", "a"}) {
                Path file = folder.resolve("layer/" + name);
                Files.writeString(file, "content of " + name);
                Files.setPosixFilePermissions(
                        file,
                        java.nio.file.attribute.PosixFilePermissions.fromString(
                                name.equals("a")
                                        ? first ? "rwxrwxr-x" : "rwx------"
                                        : first ? "rw-rw-r--" : "rw-------"));
                Files.setLastModifiedTime(
                        file, java.nio.file.attribute.FileTime.fromMillis(first ? 0 : System.currentTimeMillis()));
            }
        }
        String build = "node { echo 'built ' + imageBuild(image: '" + registry
                + "/it/days', tags: '%s', reuse: false, base: '" + registry
                + "/base/busybox:1', layers: [[from: 'layer', into: '/app']], labels: [b: '1', a: '2'], "
                + "env: [X: '1', A: '2']).digest }";
        Runner.Result today = Runner.run(project, build.formatted("today"), Map.of());
        Runner.Result later = Runner.run(
                elsewhere,
                build.formatted("later"),
                Map.of(
                        "LD_PRELOAD",
                        faketime,
                        "FAKETIME",
                        "+3d",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        "TZ",
                        "Asia/Tokyo"));
        assertThat(today.output()).contains("Finished: SUCCESS");
        assertThat(later.output()).contains("Finished: SUCCESS");
        String digest = inspect(registry + "/it/days:today", "--tls-verify=false");
        assertThat(digest).startsWith("sha256:");
        assertThat(today.output()).contains("built " + digest);
        assertThat(later.output()).contains("built " + digest);
    }
}
