package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapLinesTest {
    @Test
    void anEntryIsALineAndItsKeyStandsBeforeTheFirstEqualsSign() throws Exception {
        assertThat(MapLines.TEXTS.read(" a = b=c d \r\n\r\nPATH=/bin:$PATH\nempty=\n"))
                .containsExactly(Map.entry("a", "b=c d"), Map.entry("PATH", "/bin:$PATH"), Map.entry("empty", ""));
    }

    @Test
    void linesAreShortWhereTheyCanBe() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("app.kubernetes.io/name", "cart");
        map.put("q", "\"x\"");
        assertThat(MapLines.TEXTS.write(map)).isEqualTo("app.kubernetes.io/name=cart\nq=\"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n \n"})
    void nothingWrittenIsNothingGiven(String text) throws Exception {
        assertThat(MapLines.TEXTS.read(text)).isNull();
        assertThat(MapLines.NUMBERS.read(text)).isNull();
        assertThat(MapLines.YAML.read(text)).isNull();
        assertThat(MapLines.LAYERS.read(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "a=b",
                " a ",
                "a\nb",
                "a\r\nb",
                "a\\nb",
                "\"",
                "\"\"",
                "\"a\"",
                "\"a\\nb\"",
                "\" a\"",
                "\"\\\" a\\\"\"",
                "'a'",
                "# no comment",
                "镜像\u2028😀"
            })
    void everyTextComesBack(String text) throws Exception {
        Map<String, String> map = Map.of("key", text, text + "=", text);
        assertThat(MapLines.TEXTS.read(MapLines.TEXTS.write(map))).isEqualTo(map);
        Map<String, Object> values = Map.of("key", text, text, List.of(text, Map.of(text, text)));
        assertThat(MapLines.YAML.read(MapLines.YAML.write(values))).isEqualTo(values);
        List<Map<String, String>> layers =
                List.of(Map.of("from", text, "into", text), Map.of("from", text, "into", "/"));
        assertThat(MapLines.LAYERS.read(MapLines.LAYERS.write(layers))).isEqualTo(layers);
    }

    @Test
    void quotesThatAreNotNeededAreTheValuesOwn() throws Exception {
        assertThat(MapLines.TEXTS.read("a=\"x\"\nb=\"x\\ny\""))
                .containsExactly(Map.entry("a", "\"x\""), Map.entry("b", "x\ny"));
    }

    @Test
    void valuesOfAChartKeepTheirKinds() throws Exception {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("count", 2);
        values.put("big", 12345678901L);
        values.put("ratio", 0.5);
        values.put("on", true);
        values.put("none", null);
        values.put("text", "true");
        values.put("version", "1.10");
        values.put("tag", "v7");
        values.put("image", Map.of("tag", "7", "sizes", Arrays.asList(1, null, "a")));
        String lines = MapLines.YAML.write(values);
        assertThat(lines).contains("\ntag=v7\n", "\ntext=\"true\"\n", "count=2\n");
        assertThat(MapLines.YAML.read(lines)).isEqualTo(values);
        assertThat(MapLines.YAML.read("image={tag: \"7\"}\nlist=[a, 1]"))
                .isEqualTo(Map.of("image", Map.of("tag", "7"), "list", List.of("a", 1)));
    }

    @Test
    void numbersAreWhole() throws Exception {
        assertThat(MapLines.NUMBERS.read("cart = 2\nweb=0")).containsExactly(Map.entry("cart", 2), Map.entry("web", 0));
        assertThat(MapLines.NUMBERS.write(Map.of("cart", 2))).isEqualTo("cart=2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEXTS|a=b;;oops|rule.lines.entry, line 3:",
                "TEXTS|=b|rule.lines.entry, line 1:",
                "TEXTS|a=1;a = 2|rule.lines.twice, line 2: a",
                "NUMBERS|a=1;b=1.5|rule.lines.number, line 2: 1.5",
                "NUMBERS|a=-1|rule.lines.number, line 1: -1",
                "NUMBERS|a=12345678901|rule.lines.number, line 1: 12345678901",
                "YAML|a={b|rule.lines.yaml, line 1: YAML, line 1",
                "YAML|a=1;b={1: 2}|rule.lines.yaml, line 2: YAML",
                "LAYERS|a=/a;b|rule.lines.layer, line 2:"
            })
    void aBadLineIsNamed(String kind, String lines, String problem) throws Exception {
        MapLines<?> format = (MapLines<?>) MapLines.class.getDeclaredField(kind).get(null);
        assertThatThrownBy(() -> format.read(lines.replace(";", "\n")))
                .isInstanceOf(MapLines.BadLineException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void whatAJenkinsfilePutsThereInsteadOfTextsIsShown() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map<String, String> map = (Map) Map.of("port", 8080);
        assertThat(MapLines.TEXTS.write(map)).isEqualTo("port=8080");
    }

    @Test
    void aFormShowsEachMapOfAStep() {
        ClusterRolloutStep step = new ClusterRolloutStep();
        step.setReady(Map.of("Certificate", "Ready=True"));
        step.setReplicas(Map.of("cart", 2));
        assertThat(new ClusterRolloutStep.DescriptorImpl().lines(step))
                .containsEntry("ready", "Certificate=Ready=True")
                .containsEntry("replicas", "cart=2")
                .containsEntry("images", "");
        assertThat(new ClusterRolloutStep.DescriptorImpl().lines(null))
                .containsEntry("ready", "")
                .hasSize(6);
    }
}
