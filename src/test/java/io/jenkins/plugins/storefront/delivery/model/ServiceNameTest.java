package io.jenkins.plugins.storefront.delivery.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNameTest {
    @ParameterizedTest
    @CsvSource({
        "shop/cart, cart",
        "cart, cart",
        "prometheus/node_exporter, node-exporter",
        "shop/web__front.v2, web-front-v2",
        "shop/a--b, a--b",
    })
    void isTheLastPartOfARepositoryAsADnsLabel(String repository, String name) {
        assertThat(ServiceName.ofRepository(repository).value()).isEqualTo(name);
    }

    @Test
    void isNoLongerThanADnsLabelAndEndsInNoHyphen() {
        assertThat(ServiceName.ofRepository("shop/" + "a".repeat(62) + "_b" + "c".repeat(40))
                        .value())
                .isEqualTo("a".repeat(62));
    }
}
