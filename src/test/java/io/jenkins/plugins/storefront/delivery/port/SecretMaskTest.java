package io.jenkins.plugins.storefront.delivery.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretMaskTest {
    private final SecretMask mask = new SecretMask();

    @Test
    void hidesALongSecretWholeEvenIfAShorterOneIsPartOfIt() {
        mask.add("hunter2");
        mask.add("hunter2-and-more");
        assertThat(mask.apply("login hunter2-and-more, hunter2")).isEqualTo("login ****, ****");
    }

    @Test
    void hidesEachLineOfAPrivateKey() {
        mask.add("-----BEGIN KEY-----\nMIIabc\n-----END KEY-----\n");
        assertThat(mask.apply("got MIIabc")).isEqualTo("got ****");
    }

    @Test
    void leavesTextsAloneThatAreTooShortToBeSecrets() {
        mask.add("abc");
        mask.add("");
        assertThat(mask.apply("abc is fine")).isEqualTo("abc is fine");
    }

    @Test
    void isNotUndoneByTheSecretsOwnToString() {
        assertThat(Secret.of("hunter2")).hasToString("****");
    }
}
