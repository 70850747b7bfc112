package io.jenkins.plugins.storefront.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text of the pages and forms is there in Chinese, no translation is left over, and no page breaks the content security policy. */
class TranslationTest {
    private static final Path VIEWS = Path.of("src/main/resources/io/jenkins/plugins/storefront");
    private static final Pattern TEXT = Pattern.compile("\\$\\{%([^}(]+)[^}]*}|'%([^']+)'");

    static Stream<Path> views() throws IOException {
        try (Stream<Path> files = Files.walk(VIEWS)) {
            return files.filter(file -> file.toString().endsWith(".jelly")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyTextIsTranslatedAndNoOther(Path view) throws IOException {
        Set<String> texts = new TreeSet<>();
        Matcher matcher = TEXT.matcher(Files.readString(view));
        while (matcher.find()) {
            texts.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        assertThat(keys(view, "_zh_CN")).isEqualTo(texts);
        assertThat(texts).containsAll(keys(view, ""));
    }

    @ParameterizedTest
    @MethodSource("views")
    void viewsEscapeAndHoldNoScriptAndNoStyle(Path view) throws IOException {
        assertThat(Files.readString(view))
                .contains("<?jelly escape-by-default='true'?>")
                .doesNotContainPattern("<script|<style|\\sstyle=|\\son[a-z]+=|j:out|escapeText");
    }

    private static Set<String> keys(Path view, String language) throws IOException {
        Path file = Path.of(view.toString().replace(".jelly", language + ".properties"));
        Properties texts = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                texts.load(reader);
            }
        }
        return new TreeSet<>(texts.stringPropertyNames());
    }
}
