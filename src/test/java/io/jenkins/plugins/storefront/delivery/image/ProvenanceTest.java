package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");
    private static final RunInfo RUN = new RunInfo("shop", 7, null, NOW, "admin", "0123456789abcdef", "main");
    private static final Map<String, String> CHECKOUT =
            Map.of("GIT_URL", "https://user:password@git.example.com/shop.git");

    private static Map<String, String> labels(String dockerfile) throws Exception {
        return Provenance.labels(
                Ask.image("registry.example.com", "shop/cart").request(),
                RUN,
                CHECKOUT,
                dockerfile == null ? null : Dockerfile.parse(dockerfile, Map.of()),
                NOW);
    }

    @Test
    void comesFromTheRunAndItsCheckoutWithoutALogin() throws Exception {
        assertThat(labels(null))
                .containsEntry("org.opencontainers.image.title", "cart")
                .containsEntry("org.opencontainers.image.source", "https://git.example.com/shop.git")
                .containsEntry("org.opencontainers.image.revision", "0123456789abcdef")
                .containsEntry("org.opencontainers.image.version", "0123456789ab")
                .containsEntry("org.opencontainers.image.created", "2026-11-28T09:00:00Z");
    }

    @Test
    void leavesTheLabelsOfTheDockerfileAsTheyAre() throws Exception {
        assertThat(labels("FROM scratch\nLABEL org.opencontainers.image.title=\"The cart\"\n"))
                .doesNotContainKey("org.opencontainers.image.title")
                .containsKey("org.opencontainers.image.source");
    }
}
