package io.jenkins.plugins.storefront.runner.declarative.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jenkinsfiles that run: comments at the top say what the run is given, the one at the end the result and the whole log, with
 * stages as {@code > name} and {@code < name outcome}.
 */
class DeclarativePipelineTest {
    private static final Pattern GIVEN = Pattern.compile("(?m)^// (\\w+)(?:: (.*))?$");
    private static final Pattern EXPECTED = Pattern.compile("(?s)/\\* (\\w+)\n(.*)\\*/\\s*$");

    static Stream<String> names() throws IOException, URISyntaxException {
        Path folder = Path.of(DeclarativePipelineTest.class
                        .getResource("simple-stages.Jenkinsfile")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".Jenkinsfile"))
                    .map(name -> name.replace(".Jenkinsfile", ""))
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void logAndResultAreAsWritten(String name) throws IOException {
        String jenkinsfile = read(name);
        Matcher expected = EXPECTED.matcher(jenkinsfile);
        assertThat(expected.find()).as("expectation at the end of " + name).isTrue();
        TinyRunner runner = new TinyRunner();
        Matcher given = GIVEN.matcher(jenkinsfile);
        while (given.find()) {
            give(runner, given.group(1), given.group(2));
        }
        Result result = runner.run(jenkinsfile);
        assertThat(String.join("\n", runner.log).strip())
                .isEqualTo(expected.group(2).strip());
        assertThat(result).hasToString(expected.group(1));
    }

    private static void give(TinyRunner runner, String what, String value) {
        String[] pair = value == null ? new String[] {""} : value.split("=", 2);
        switch (what) {
            case "env" -> runner.set(pair[0], pair[1]);
            case "given" -> runner.given.put(pair[0], pair[1]);
            case "cause" -> runner.causes.put(pair[0], pair[1]);
            case "credential" -> runner.credentials.put(pair[0], DeclarativeHost.CredentialKind.valueOf(pair[1]));
            case "previous" -> runner.previous = Result.fromString(value);
            case "answer" -> runner.answer = value;
            case "scm" -> runner.scm = true;
            case "change" -> {
                String[] change = value.split(" \\| ");
                runner.changes = List.of(new DeclarativeHost.Change(change[0], List.of(change[1].split(", "))));
            }
            default -> throw new IllegalArgumentException("// " + what);
        }
    }

    private static String read(String name) throws IOException {
        try (var in = DeclarativePipelineTest.class.getResourceAsStream(name + ".Jenkinsfile")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
