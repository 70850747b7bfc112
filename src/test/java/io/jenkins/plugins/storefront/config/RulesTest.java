package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1:6443",
                "https://api.example.com/k8s",
                " https://a ",
                "http://127.0.0.1:8001",
                ""
            })
    void takesAddresses(String address) {
        assertThat(Rules.url(address)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:6443, rule.url",
        "ftp://a.example.com, rule.url",
        "https://, rule.url",
        "https://a b, rule.url",
        "https://user:pass@a.example.com, rule.url.login",
        "http://a.example.com, warn.url.plain",
    })
    void saysWhatIsWrongWithAnAddress(String address, String problem) {
        assertThat(Rules.url(address)).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "a", "shop-2", "0a", "", " shop "})
    void takesNamespaces(String namespace) {
        assertThat(Rules.namespace(namespace)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Shop",
                "shop_a",
                "-shop",
                "shop-",
                "a.b",
                "a23456789-123456789-123456789-123456789-123456789-123456789-1234"
            })
    void refusesWhatIsNoDns1123Label(String namespace) {
        assertThat(Rules.namespace(namespace)).isEqualTo("rule.namespace");
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.com, ",
        "localhost:5000, ",
        "[::1]:5000, ",
        "docker.io, ",
        "https://registry.example.com, rule.registry.url",
        "registry.example.com/shop, rule.registry.url",
        "registry_example, rule.registry",
        "registry:port, rule.registry",
        "'', rule.name.required",
    })
    void holdsRegistriesToWhatImageNamesHave(String host, String problem) {
        assertThat(Rules.registry(host)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "1, ",
        "587, ",
        "65535, ",
        "0, rule.port",
        "65536, rule.port",
        "x, rule.port",
        "-1, rule.port",
        "'', rule.port"
    })
    void holdsPortsToTheirRange(String port, String problem) {
        assertThat(Rules.port(port)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "jenkins@example.com, ",
        "Shop <jenkins@example.com>, ",
        "'', ",
        "jenkins, rule.mail",
        "a@b@c, rule.mail",
        "address not configured yet <nobody@nowhere>, ",
    })
    void takesOneMailAddress(String address, String problem) {
        assertThat(Rules.mailAddress(address)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "'#releases', ",
        "releases-2, ",
        "'#発売', ",
        "C0123456789, ",
        "'', ",
        "'#Releases', rule.channel",
        "'#two words', rule.channel",
        "'#', rule.channel",
        "'#a,#b', rule.channel",
    })
    void takesOneChannel(String channel, String problem) {
        assertThat(Rules.channel(channel)).isEqualTo(problem);
    }

    @Test
    void refusesTwoEntriesOfOneName() {
        Rules.requireUnique("clusters", List.of("a", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rules.requireUnique("clusters", List.of("a", "b", "a")))
                .withMessage("clusters: 'a' is there twice; give each a name of its own");
    }

    @Test
    void hasASentenceForEachProblemInEachLanguage() {
        ResourceBundle english = ResourceBundle.getBundle("io.jenkins.plugins.storefront.Words", java.util.Locale.ROOT);
        ResourceBundle chinese =
                ResourceBundle.getBundle("io.jenkins.plugins.storefront.Words", java.util.Locale.SIMPLIFIED_CHINESE);
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        assertThat(english.keySet())
                .contains(
                        "rule.url",
                        "rule.url.login",
                        "warn.url.plain",
                        "rule.namespace",
                        "rule.registry",
                        "rule.registry.url",
                        "rule.name.required",
                        "rule.host",
                        "rule.host.required",
                        "rule.port",
                        "rule.mail",
                        "rule.channel");
        assertThat(chinese.getString("rule.port")).isNotEqualTo(english.getString("rule.port"));
        for (String key : english.keySet()) {
            new java.text.MessageFormat(english.getString(key));
            new java.text.MessageFormat(chinese.getString(key));
        }
    }
}
