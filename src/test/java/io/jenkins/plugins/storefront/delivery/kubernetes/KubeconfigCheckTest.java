package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigCheckTest {
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{name: c, cluster: {server: 'http://127.0.0.1:1'%s}}]
            users: [{name: u, user: {%s}}]
            contexts: [{name: c, context: {cluster: c, user: u}}]
            """;

    @TempDir
    private Path folder;

    private static void open(String kubeconfig, boolean ownFile) throws DeliveryException {
        Clusters.open(new ClusterEndpoint.Kubeconfig(Secret.of(kubeconfig), null, null, ownFile))
                .close();
    }

    @Test
    void aCredentialRunsNoProgramHere() throws Exception {
        Path trace = folder.resolve("trace");
        String exec = KUBECONFIG.formatted(
                "",
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: /bin/sh, args: ['-c', 'touch " + trace
                        + "'], interactiveMode: Never}");
        assertThatThrownBy(() -> open(exec, false))
                .isInstanceOf(DeliveryException.class)
                .hasMessage(
                        "the kubeconfig's user 'u' logs in by a program (exec), which a credential may not run here;"
                                + " give the cluster an address and a token");
        assertThat(trace).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenFile", "client-certificate", "client-key"})
    void aCredentialReadsNoFileHere(String key) throws Exception {
        Path secret = Files.writeString(folder.resolve("master.key"), "of the controller");
        assertThatThrownBy(() -> open(KUBECONFIG.formatted("", key + ": " + secret), false))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("user 'u' names a file (" + key + ")")
                .hasMessageContaining("--flatten");
    }

    @Test
    void aCredentialTrustsNoFileHere() {
        assertThatThrownBy(() -> open(KUBECONFIG.formatted(", certificate-authority: /etc/passwd", "token: t"), false))
                .hasMessageContaining("cluster 'c' names a file (certificate-authority)");
    }

    @ParameterizedTest
    @CsvSource({"auth-provider: {name: gcp}", "exec: {command: aws}"})
    void noUserOfItMayNotOnlyTheOneOfTheContext(String login) {
        String two = KUBECONFIG
                .formatted("", "token: t")
                .replace("users: [", "users: [{name: other, user: {" + login + "}}, ");
        assertThatThrownBy(() -> open(two, false)).hasMessageContaining("user 'other'");
    }

    @Test
    void whatIsInTheKubeconfigItselfIsTaken() throws Exception {
        open(KUBECONFIG.formatted(", insecure-skip-tls-verify: true", "token: t"), false);
    }

    @Test
    void theFileOfThisMachinesUserMayNameFilesHere() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "t");
        open(KUBECONFIG.formatted("", "tokenFile: " + token), true);
    }
}
