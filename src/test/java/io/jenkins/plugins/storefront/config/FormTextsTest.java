package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every form has help, in English and in Chinese, and numbers are checked while they are typed. */
class FormTextsTest {
    private static final Path ROOT = Path.of("src/main/resources/io/jenkins/plugins/storefront");
    private static final Pattern FIELD =
            Pattern.compile("<f:(?:entry|dropdownDescriptorSelector)[^>]*\\sfield=\"(\\w+)\"");
    private static final Pattern NUMBER =
            Pattern.compile("<f:number(?![^>]*\\sclazz=\"([^\"]+)\")[^>]*>|<f:number[^>]*\\sclazz=\"([^\"]+)\"");

    /** The classes by which Jenkins' own scripts know what to check; with any other one nothing is. */
    private static final Set<String> CHECKED = Set.of(
            "number", "number-required", "positive-number", "positive-number-required", "non-negative-number-required");

    /** Fields of the configuration that say anything by themselves, so that there is nothing to check; with why. */
    private static final Map<String, String> FREE = Map.ofEntries(
            Map.entry("ClusterConnection.kubernetesCloud", "a choice of what is there"),
            Map.entry("ClusterConnection.credentialsId", "a choice of what is there; the test button tries it"),
            Map.entry("ClusterConnection.context", "known by the kubeconfig alone; the test button tries it"),
            Map.entry("RegistryConnection.credentialsId", "a choice of what is there; the test button tries it"),
            Map.entry("RegistryConnection.endpoint", "docker-commons checks its own form"),
            Map.entry("SlackConnection.language", "a choice"),
            Map.entry("SmtpConnection.credentialsId", "a choice of what is there; the test button tries it"),
            Map.entry("SmtpConnection.login", "a choice"),
            Map.entry("SmtpConnection.throughProxy", "yes or no"),
            Map.entry("SmtpConnection.language", "a choice"),
            Map.entry("WebhookConnection.kind", "a choice"),
            Map.entry("WebhookConnection.language", "a choice"),
            Map.entry("ReleaseEnvironment.tier", "a choice"),
            Map.entry("ReleaseEnvironment.undo", "a choice"),
            Map.entry("ReleaseEnvironment.restricted", "yes or no"));

    static Stream<Path> forms() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.endsWith("config.jelly")).toList().stream();
        }
    }

    private static Set<String> fields(Path form) throws IOException {
        Set<String> fields = new TreeSet<>();
        Matcher found = FIELD.matcher(Files.readString(form));
        while (found.find()) {
            fields.add(found.group(1));
        }
        return fields;
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFieldHasHelpInBothLanguages(Path form) throws IOException {
        for (String field : fields(form)) {
            assertThat(form.resolveSibling("help-" + field + ".html")).isNotEmptyFile();
            assertThat(form.resolveSibling("help-" + field + "_zh_CN.html")).isNotEmptyFile();
        }
    }

    @Test
    void everyHelpIsInBothLanguages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path help :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                String name = help.getFileName().toString();
                String other = name.endsWith("_zh_CN.html")
                        ? name.replace("_zh_CN.html", ".html")
                        : name.replace(".html", "_zh_CN.html");
                assertThat(help.resolveSibling(other)).isNotEmptyFile();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyNumberIsChecked(Path form) throws IOException {
        Matcher number = NUMBER.matcher(Files.readString(form));
        while (number.find()) {
            assertThat(number.group(2)).as(number.group()).isIn(CHECKED);
        }
    }

    @Test
    void everyFieldOfAConnectionIsCheckedOrThereIsNothingToCheck() throws IOException {
        Set<String> unchecked = new TreeSet<>();
        for (Class<?> type : List.of(
                ClusterConnection.class,
                RegistryConnection.class,
                SlackConnection.class,
                SmtpConnection.class,
                WebhookConnection.class,
                ReleaseEnvironment.class)) {
            Set<String> checks = new TreeSet<>();
            for (var method : type.getDeclaredClasses()[0].getDeclaredMethods()) {
                checks.add(method.getName());
            }
            for (String field : fields(ROOT.resolve("config/" + type.getSimpleName() + "/config.jelly"))) {
                if (!checks.contains("doCheck" + Character.toUpperCase(field.charAt(0)) + field.substring(1))) {
                    unchecked.add(type.getSimpleName() + "." + field);
                }
            }
        }
        assertThat(unchecked).isSubsetOf(FREE.keySet());
    }
}
