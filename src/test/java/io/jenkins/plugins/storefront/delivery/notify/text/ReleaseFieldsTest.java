package io.jenkins.plugins.storefront.delivery.notify.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import io.jenkins.plugins.storefront.delivery.notify.text.ReleaseFields.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the fields are what the data has, and what the documentation says. */
class ReleaseFieldsTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\d}");

    @Test
    void theDocumentationListsEveryFieldAndNoOther() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("docs/notices.md")).stream()
                .dropWhile(line -> !line.startsWith("| field | kind |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<String> wanted = ReleaseFields.all().stream()
                .map(field -> "| `" + field.path() + "` | "
                        + field.kind().name().toLowerCase(Locale.ROOT) + " | " + field.what() + " |")
                .toList();
        assertThat(String.join("\n", rows)).isEqualTo(String.join("\n", wanted));
    }

    @ParameterizedTest
    @EnumSource(ExampleRelease.class)
    void theDataOfEveryReleaseHasTheseFieldsAndNoOther(ExampleRelease example) {
        same("", ReleaseFields.tree(), example.data(Language.ZH_CN).view(Detail.FULL));
    }

    private static void same(String path, ReleaseFields.Node node, Map<?, ?> data) {
        assertThat((Collection<Object>) (Collection<?>) data.keySet())
                .as(path)
                .containsExactlyInAnyOrderElementsOf(
                        new ArrayList<Object>(node.inside().keySet()));
        node.inside().forEach((name, field) -> {
            Object value = data.get(name);
            String here = path + name;
            switch (field.kind()) {
                case TEXT -> assertThat(value).as(here).isInstanceOf(String.class);
                case FLAG -> assertThat(value).as(here).isInstanceOf(Boolean.class);
                case GROUP -> same(here + ".", field, (Map<?, ?>) value);
                case LIST -> ((List<?>) value).forEach(one -> same(here + "[].", field, (Map<?, ?>) one));
            }
        });
    }

    @Test
    void someExampleFillsEveryList() {
        for (ReleaseFields.Field field : ReleaseFields.all()) {
            if (field.kind() == Kind.LIST) {
                assertThat(ExampleRelease.values()).as(field.path()).anySatisfy(example -> assertThat((List<?>)
                                example.data(Language.EN).view(Detail.FULL).get(field.path()))
                        .isNotEmpty());
            }
        }
    }

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSameParameters() throws Exception {
        Map<Object, Object> english = texts("notices.properties");
        Map<Object, Object> chinese = texts("notices_zh_CN.properties");
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) -> {
            assertThat(parameters(chinese.get(key))).as("%s", key).isEqualTo(parameters(text));
            assertThat((String) chinese.get(key)).as("%s", key).isNotBlank();
        });
    }

    private static Map<Object, Object> texts(String name) throws Exception {
        java.util.Properties properties = new java.util.Properties();
        try (java.io.Reader in = new java.io.InputStreamReader(
                ReleaseFields.class.getResourceAsStream(name), java.nio.charset.StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }

    private static Set<String> parameters(Object text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = PARAMETER.matcher((String) text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    @Test
    void aStepThatFailedMakesTheReleaseFailedUnlessADeploymentBeganAfterIt() {
        assertThat(ExampleRelease.BUILD_FAILED.data(Language.EN).view(Detail.FULL))
                .containsEntry("failed", true)
                .containsEntry("subject", "[failed] shop/main #42");
        ReleaseData caught = new ReleaseData(
                ExampleRelease.SUCCEEDED.run(),
                ExampleRelease.SUCCEEDED.release(),
                null,
                Language.EN,
                RunFailure.of(ExampleRelease.BUILD_FAILED.excerpt()));
        assertThat(caught.view(Detail.FULL)).containsEntry("succeeded", true).containsEntry("excerpt", List.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"FAILED", "ABORTED"})
    void aRunThatWentWrongMakesNoReleaseOfWhichItIsToldThatItSucceeded(Outcome outcome) {
        ReleaseData data = new ReleaseData(
                ExampleRelease.SUCCEEDED.run(),
                ExampleRelease.SUCCEEDED.release(),
                null,
                Language.EN,
                new RunFailure(outcome, null, null));
        assertThat(data.view(Detail.FULL))
                .containsEntry("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .containsEntry("succeeded", false)
                .containsEntry("failed", true);
    }
}
