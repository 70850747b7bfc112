package io.jenkins.plugins.storefront.runner.declarative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.storefront.runner.declarative.parse.DeclarativeCustomizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong Jenkinsfiles: each says in comments which errors its lines must give, and there must be no others. */
class DeclarativeErrorsTest {
    private static final Pattern EXPECTED = Pattern.compile("// error: (.*?)(?= // error: |$)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agents",
                "empty",
                "environment",
                "matrix",
                "nested",
                "options",
                "sections",
                "stages",
                "steps",
                "twice",
                "when"
            })
    void allErrorsAreToldAtOnceWithTheirLines(String name) throws IOException {
        String jenkinsfile = read("errors/" + name + ".Jenkinsfile");
        assertThat(errors(jenkinsfile)).containsExactlyInAnyOrderElementsOf(expected(jenkinsfile));
    }

    @Test
    void errorsComeInTheOrderOfLines() throws IOException {
        List<String> errors = errors(read("errors/stages.Jenkinsfile"));
        assertThat(errors).isSortedAccordingTo((a, b) -> Integer.compare(line(a), line(b)));
    }

    @Test
    void scriptedJenkinsfilesAreLeftAlone() {
        assertThat(errors("node { stage('x') { def pipeline = 1; echo \"$pipeline\" } }"))
                .isEmpty();
    }

    @Test
    void syntaxErrorsOfGroovyAreToldTheSameWay() {
        assertThat(errors("pipeline {\n  agent any\n")).containsExactly("Jenkinsfile:3: expecting '}', found ''");
    }

    private static int line(String error) {
        return Integer.parseInt(error.split(":")[1]);
    }

    private static List<String> expected(String jenkinsfile) {
        List<String> expected = new ArrayList<>();
        String[] lines = jenkinsfile.split("\n");
        for (int i = 0; i < lines.length; i++) {
            Matcher matcher = EXPECTED.matcher(lines[i]);
            while (matcher.find()) {
                expected.add("Jenkinsfile:" + (i + 1) + ": " + matcher.group(1));
            }
        }
        return expected;
    }

    private static List<String> errors(String jenkinsfile) {
        try {
            compile(jenkinsfile);
            return List.of();
        } catch (MultipleCompilationErrorsException e) {
            return JenkinsfileErrors.lines("Jenkinsfile", e);
        }
    }

    private static void compile(String jenkinsfile) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.addCompilationCustomizers(
                new DeclarativeCustomizer(pipeline -> fail("A wrong Jenkinsfile gave " + pipeline)));
        CompilationUnit unit = new CompilationUnit(configuration);
        unit.addSource("Jenkinsfile", jenkinsfile);
        unit.compile(Phases.CLASS_GENERATION);
    }

    private static String read(String name) throws IOException {
        try (InputStream in = DeclarativeErrorsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
