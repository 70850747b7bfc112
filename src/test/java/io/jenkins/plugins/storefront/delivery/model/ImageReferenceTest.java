package io.jenkins.plugins.storefront.delivery.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String HEX = "a".repeat(64);

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io, library/nginx, ",
        "shop/cart:1.2, docker.io, shop/cart, 1.2",
        "localhost/cart, localhost, cart, ",
        "127.0.0.1:5000/shop/cart:main-7, 127.0.0.1:5000, shop/cart, main-7",
        "registry.example.com/a/b/c__d:V1, registry.example.com, a/b/c__d, V1",
    })
    void readsRegistryRepositoryAndTag(String text, String registry, String repository, String tag) throws Exception {
        ImageReference reference = ImageReference.parse(text);
        assertThat(reference.registry()).isEqualTo(registry);
        assertThat(reference.repository()).isEqualTo(repository);
        assertThat(reference.tag()).isEqualTo(tag);
    }

    @Test
    void readsADigestAndNamesTheImageByItAlone() throws Exception {
        ImageReference reference = ImageReference.parse("r.example.com/cart:1@sha256:" + HEX);
        assertThat(reference.digest()).isEqualTo(new Digest("sha256:" + HEX));
        assertThat(reference.at(reference.digest())).hasToString("r.example.com/cart@sha256:" + HEX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Cart",
                "shop/Cart",
                "-v/cart",
                "cart;rm -rf /",
                "cart\n--privileged",
                "$(id)/cart",
                "cart:",
                "cart:-x",
                "cart@sha256:short",
                "../cart",
                "cart tag"
            })
    void refusesWhatCouldBeAnOptionAShellWordOrNoName(String text) {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> ImageReference.parse(text))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void refusesANameThatNoRegistryTakes() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> ImageReference.parse("r.example.com/" + "a".repeat(300)))
                .withMessageContaining("longer than 255");
    }
}
