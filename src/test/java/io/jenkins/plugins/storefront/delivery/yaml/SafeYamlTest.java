package io.jenkins.plugins.storefront.delivery.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafeYamlTest {
    @Test
    void readsSeveralDocumentsAsPlainValuesAndLeavesEmptyOnesOut() throws Exception {
        assertThat(SafeYaml.documents("a: 1\n---\n---\nb: [x, true]\n", "k8s.yaml"))
                .containsExactly(Map.of("a", 1), Map.of("b", List.of("x", true)));
    }

    @Test
    void refusesATagThatNamesAJavaClass() {
        refused("!!javax.script.ScriptEngineManager [1]", "could not determine a constructor");
    }

    @Test
    void refusesAnAliasBomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n");
        }
        refused(bomb.toString(), "aliases");
    }

    @Test
    void refusesATextOverTheLimitBeforeParsingIt() {
        refused("a: " + "x".repeat(50 << 20), "larger than 8 MiB");
    }

    @Test
    void refusesDeepNesting() {
        refused("[".repeat(20_000) + "]".repeat(20_000), "nested deeper");
    }

    @Test
    void namesFileLineAndColumnOfASyntaxError() {
        refused("a: 1\nb: [1\n", "shop.yaml, line 3, column 1");
    }

    @Test
    void refusesADuplicateKey() {
        refused("a: 1\na: 2\n", "duplicate key");
    }

    private static void refused(String text, String why) {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> SafeYaml.documents(text, "shop.yaml"))
                .withMessageContaining(why);
    }
}
