package io.jenkins.plugins.storefront.delivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretDataTest {
    private static Manifest manifest(String yaml) throws Exception {
        return Manifests.parse(yaml, "test").get(0);
    }

    @Test
    void movesTextsBesideTheEncodedOnesAndWins() throws Exception {
        assertThat(
                        SecretData.moved(
                                manifest(
                                        "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a: eA==, b: eQ==}, stringData: {b: é, n: 7}}")))
                .isEqualTo(manifest(
                        "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a: eA==, b: w6k=, n: Nw==}}"));
    }

    @Test
    void leavesOtherKindsAlone() throws Exception {
        Manifest custom =
                manifest("{apiVersion: x.example.com/v1, kind: Secret, metadata: {name: s}, stringData: {a: b}}");
        assertThat(SecretData.moved(custom)).isSameAs(custom);
    }
}
