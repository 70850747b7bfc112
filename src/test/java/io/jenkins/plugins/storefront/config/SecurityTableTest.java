package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/security.md} names tests that are there. */
class SecurityTableTest {
    private static final Pattern TEST = Pattern.compile("(jenkins:)?`([A-Z]\\w+Test)(?:\\.(\\w+))?`");
    private static final Path TABLE = Path.of("docs/security.md");

    private record Named(boolean harness, String type, String method) {}

    static List<String> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| mistake") && !line.startsWith("| ---"))
                .toList();
    }

    private static List<Named> tests(String text) {
        List<Named> all = new ArrayList<>();
        Matcher found = TEST.matcher(text);
        while (found.find()) {
            all.add(new Named(found.group(1) != null, found.group(2), found.group(3)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyMistakeHasATest(String row) throws IOException {
        List<Named> tests = tests(row.substring(row.lastIndexOf("| ", row.length() - 3)));
        assertThat(tests).isNotEmpty();
        for (Named test : tests) {
            isThere(test);
        }
    }

    @Test
    void everyOtherTestThatIsNamedIsThere() throws IOException {
        for (Named test : tests(Files.readString(TABLE))) {
            isThere(test);
        }
    }

    private static void isThere(Named test) throws IOException {
        Path root = Path.of(test.harness() ? "jenkins/src/test/java" : "src/test/java");
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.endsWith(test.type() + ".java")).toList();
        }
        assertThat(files).as("%s", test).hasSize(1);
        if (test.method() != null) {
            assertThat(Files.readString(files.get(0))).as("%s", test).contains("void " + test.method() + "(");
        }
    }
}
