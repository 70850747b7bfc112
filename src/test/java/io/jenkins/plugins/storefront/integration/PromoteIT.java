package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images promoted between real registries, an open one and one with TLS and a login; what they hold is read back by skopeo. */
class PromoteIT {
    @TempDir
    private Path project;

    private final String repository = "promote/" + UUID.randomUUID();
    private String open;
    private String secure;

    @BeforeEach
    void prepare() throws Exception {
        open = Counterparts.need("REGISTRY");
        secure = Counterparts.need("REGISTRY_TLS");
        Files.copy(
                Path.of(Counterparts.need("REGISTRY_CA")),
                Files.createDirectories(project.resolve("certs")).resolve("ca.crt"));
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    registries:\n      - name: '" + secure
                        + "'\n        credentialsId: login\n        caCertificate: |\n"
                        + Files.readString(project.resolve("certs/ca.crt")).indent(10)
                        + "credentials:\n  - {id: login, user: '" + Counterparts.need("REGISTRY_USER")
                        + "', password: {env: REGISTRY_SECRET}}\n");
    }

    private Runner.Result run(String jenkinsfile) throws Exception {
        Runner.Result result =
                Runner.run(project, jenkinsfile, Map.of("REGISTRY_SECRET", Counterparts.need("REGISTRY_PASSWORD")));
        assertThat(result.output()).doesNotContain(Counterparts.need("REGISTRY_PASSWORD"));
        return result;
    }

    private String skopeo(String command, String image, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("skopeo", command));
        arguments.addAll(List.of(options));
        if (image.startsWith(secure)) {
            arguments.add("--cert-dir=" + project.resolve("certs"));
            arguments.add(
                    "--creds=" + Counterparts.need("REGISTRY_USER") + ":" + Counterparts.need("REGISTRY_PASSWORD"));
        } else {
            arguments.add("--tls-verify=false");
        }
        arguments.add("docker://" + image);
        Process process =
                new ProcessBuilder(arguments).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes()).trim();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private String digest(String image) throws Exception {
        return skopeo("inspect", image, "--format", "{{.Digest}}");
    }

    @Test
    void promotesToARegistryWithTlsAndALoginAndBack() throws Exception {
        String there = secure + "/" + repository;
        String back = open + "/" + repository;
        Runner.Result result = run("def a = imagePromote from: '" + open + "/base/busybox:1', to: '" + there
                + "', tags: ['1.0', 'stable']\n def b = imagePromote from: a.reference, to: '" + back
                + "', tags: '1.0'\n echo \"digests ${a.digest} ${b.digest} sent ${a.sent > 0} mounted ${b.mounted > 0 || b.sent > 0}\""
                + "\n echo \"exists ${imageExists '" + there + ":stable'} ${imageExists '" + there + ":none'}\"");
        assertThat(result.output()).contains("Finished: SUCCESS", "exists true false", "sent true mounted true");
        String digest = digest(open + "/base/busybox:1");
        assertThat(result.output()).contains("digests " + digest + " " + digest);
        assertThat(digest(there + ":1.0")).isEqualTo(digest);
        assertThat(digest(there + ":stable")).isEqualTo(digest);
        assertThat(digest(back + ":1.0")).isEqualTo(digest);
        assertThat(skopeo("inspect", there + ":1.0", "--raw"))
                .isEqualTo(skopeo("inspect", open + "/base/busybox:1", "--raw"));
    }

    @Test
    void mountsLayersWithinARegistryAndTagsWithoutSendingAny() throws Exception {
        String target = open + "/" + repository;
        Runner.Result result = run(
                "def a = imagePromote from: '" + open + "/base/node:18', to: '" + target
                        + "'\n def b = imageTag image: a.reference, tags: ['stable', '18.0']\n echo \"sent ${a.sent} ${b.sent} tags ${a.tags} ${b.tags}\"");
        assertThat(result.output()).contains("sent 0 0 tags [18] [stable, 18.0]", "Finished: SUCCESS");
        assertThat(digest(target + ":18.0")).isEqualTo(digest(open + "/base/node:18"));
    }

    @Test
    void saysWhoseAuthorityIsUnknownAndThatALoginIsMissing() throws Exception {
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    registries:\n      - {name: '" + secure + "'}\n");
        assertThat(run("imageExists '" + secure + "/base/busybox:1'").output())
                .contains("imageExists: the registry " + secure + " speaks TLS, but it was spoken to without");
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    registries:\n      - name: '" + secure
                        + "'\n        caCertificate: |\n"
                        + Files.readString(project.resolve("certs/ca.crt")).indent(10));
        assertThat(run("imageExists '" + secure + "/base/busybox:1'").output())
                .contains("imageExists: the registry " + secure + " asks for a login; give credentialsId");
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    registries:\n      - name: '" + secure
                        + "'\n        caCertificate: |\n"
                        + Files.readString(Path.of(Counterparts.need("SMTP_CA")))
                                .indent(10));
        assertThat(run("imageExists '" + secure + "/base/busybox:1'").output())
                .contains("imageExists: the certificate of the registry " + secure
                        + " is of an unknown authority; let an admin" + " set its CA certificate");
    }
}
