package io.jenkins.plugins.storefront.delivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {
    private static List<Manifest> plan(String... kinds) throws DeliveryException {
        String yaml = Stream.of(kinds)
                .map(kind -> "{apiVersion: v1, kind: " + kind + ", metadata: {name: x}}")
                .collect(Collectors.joining("\n---\n"));
        return Manifests.plan(Manifests.parse(yaml, "test"), "shop");
    }

    @Test
    void namespacesAndDefinitionsComeFirstThenWhatOthersNeedThenWorkloads() throws Exception {
        assertThat(plan(
                        "Ingress",
                        "Deployment",
                        "HorizontalPodAutoscaler",
                        "Service",
                        "Certificate",
                        "ConfigMap",
                        "StatefulSet",
                        "CustomResourceDefinition",
                        "Secret",
                        "ServiceAccount",
                        "Namespace",
                        "Job"))
                .extracting(Manifest::kind)
                .containsExactly(
                        "Namespace",
                        "CustomResourceDefinition",
                        "ServiceAccount",
                        "Secret",
                        "ConfigMap",
                        "Service",
                        "Certificate",
                        "StatefulSet",
                        "Deployment",
                        "Job",
                        "HorizontalPodAutoscaler",
                        "Ingress");
    }

    @Test
    void onlyWhatHasANamespaceGetsOne() throws Exception {
        assertThat(plan("ConfigMap", "ClusterRole"))
                .extracting(Manifest::namespace)
                .containsExactlyInAnyOrder("shop", null);
    }

    @Test
    void anObjectIsInASetOnce() {
        assertThatThrownBy(() -> plan("ConfigMap", "ConfigMap"))
                .hasMessage("ConfigMap shop/x is in the manifests twice");
    }

    @Test
    void aListIsTakenApart() throws Exception {
        assertThat(Manifests.parse(
                        "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}},"
                                + " {apiVersion: v1, kind: Secret, metadata: {name: b}}]}",
                        "test"))
                .extracting(Manifest::name)
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {kind: ConfigMap, metadata: {name: x}}            | k8s.yaml (document 1): ConfigMap has no apiVersion; kubectl explain configmap
            {apiVersion: v1, metadata: {name: x}}             | k8s.yaml (document 1) has no kind; an object begins with apiVersion and kind
            {apiVersion: v1, kind: ConfigMap}                 | k8s.yaml (document 1): ConfigMap has no metadata.name
            just a text                                       | k8s.yaml (document 1) is no Kubernetes object
            """)
    void whatIsNoObjectIsNamedByFileAndDocument(String yaml, String said) {
        assertThatThrownBy(() -> Manifests.parse(yaml, "k8s.yaml")).hasMessageStartingWith(said);
    }
}
