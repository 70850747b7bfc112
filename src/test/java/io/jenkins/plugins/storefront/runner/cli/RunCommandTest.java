package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jenkinsfiles through the command line, as a user runs them. */
class RunCommandTest {
    @TempDir
    private Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    private int run(String jenkinsfile, String... options) throws Exception {
        Files.writeString(project.resolve("Jenkinsfile"), jenkinsfile);
        List<String> arguments =
                new ArrayList<>(List.of("run", project.resolve("Jenkinsfile").toString()));
        arguments.addAll(Arrays.asList(options));
        return StorefrontCommand.commandLine().execute(arguments.toArray(String[]::new));
    }

    private List<String> output() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> errors() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void runsEverydayStepsAndPrefixesBranches() throws Exception {
        int code = run("""
                node {
                    stage('Work') {
                        writeFile file: 'a/b.txt', text: 'content'
                        echo readFile('a/b.txt')
                        echo sh(script: 'echo shell', returnStdout: true).trim()
                        echo "status ${sh(script: 'exit 3', returnStatus: true)}"
                    }
                    parallel one: { echo 'in one' }, two: { dir('sub') { echo pwd() } }
                    withEnv(['COLOUR=blue', 'PATH+MORE=/more']) { sh 'echo $COLOUR ${PATH%%:*}' }
                }
                """);
        assertThat(code).isZero();
        assertThat(output())
                .contains("content", "shell", "status 3", "[one] in one", "blue /more", "Finished: SUCCESS")
                .contains("[two] " + project.toRealPath().resolve("sub"));
    }

    @Test
    void runsADeclarativePipelineWithParametersAndPostConditions() throws Exception {
        int code = run("""
                pipeline {
                    agent any
                    parameters { string(name: 'WHO', defaultValue: 'world') }
                    stages {
                        stage('Greet') { steps { echo "hello ${params.WHO}" } }
                        stage('Soft') { steps { unstable 'not quite' } }
                    }
                    post { unstable { echo 'told somebody' } }
                }
                """, "-p", "WHO=shop");
        assertThat(code).isEqualTo(StorefrontCommand.UNSTABLE);
        assertThat(output()).contains("hello shop", "told somebody", "Finished: UNSTABLE");
    }

    @Test
    void endsInAbortWhenATimeLimitIsExceeded() throws Exception {
        assertThat(run("timeout(time: 50, unit: 'MILLISECONDS') { sleep 600 }")).isEqualTo(StorefrontCommand.ABORTED);
        assertThat(errors()).anyMatch(line -> line.contains("Timeout has been exceeded"));
    }

    @Test
    void retriesUntilTheBlockSucceeds() throws Exception {
        int code = run("""
                int tries = 0
                retry(3) { tries++; if (tries < 3) { error "try ${tries}" } }
                echo "took ${tries}"
                """);
        assertThat(code).isZero();
        assertThat(output()).contains("took 3");
    }

    @Test
    void doesNotRetryWhatIsNoReasonToUnderTheConditions() throws Exception {
        int code = run("""
                int tries = 0
                retry(count: 3, conditions: [nonresumable(), agent()]) { tries++; error "try ${tries}" }
                """);
        assertThat(code).isEqualTo(StorefrontCommand.FAILURE);
        assertThat(errors()).containsExactly("ERROR: Jenkinsfile:2: try 1");
    }

    @Test
    void namesAnUnknownConditionOfARetry() throws Exception {
        assertThat(run("retry(count: 2, conditions: ['always']) { }")).isEqualTo(StorefrontCommand.FAILURE);
        assertThat(errors())
                .singleElement()
                .asString()
                .contains("conditions: wanted agent(), kubernetesAgent(), nonresumable()", "[always]");
    }

    @Test
    void namesTheLineAndTheNearestStepOfAMistypedOne() throws Exception {
        assertThat(run("node {\n    ecko 'x'\n}")).isEqualTo(StorefrontCommand.FAILURE);
        assertThat(errors())
                .containsExactly(
                        "ERROR: Jenkinsfile:2: there is no step 'ecko' in the local runner, did you mean 'echo'?");
    }

    @Test
    void namesAnUnknownAMissingAndAMistypedParameter() throws Exception {
        run("echo mesage: 'x'");
        run("readFile encoding: 'UTF-8'");
        run("retry('x') { }");
        assertThat(errors())
                .containsExactly(
                        "ERROR: Jenkinsfile:1: echo: unknown parameter 'mesage', did you mean 'message'? Known: message",
                        "ERROR: Jenkinsfile:1: readFile: the parameter 'file' is required",
                        "ERROR: Jenkinsfile:1: retry: parameter 'count' must be a number, not a text (x)");
    }

    @Test
    void namesTheLineOfASyntaxErrorAndRunsNothing() throws Exception {
        assertThat(run("echo 'first'\nif (\n}")).isEqualTo(StorefrontCommand.USAGE);
        assertThat(errors()).singleElement().asString().startsWith("ERROR: Jenkinsfile:3: unexpected token");
        assertThat(output()).isEmpty();
    }

    @Test
    void namesTheKeyOfAMistakeInTheConfiguration() throws Exception {
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    clusters:\n      - name: prod\n        servrUrl: https://x\n");
        assertThat(run("echo 'x'")).isEqualTo(StorefrontCommand.USAGE);
        assertThat(errors())
                .singleElement()
                .asString()
                .contains("storefront.clusters[0]: unknown key 'servrUrl', did you mean 'serverUrl'?");
    }

    @Test
    void masksCredentialsInTheLog() throws Exception {
        Files.writeString(project.resolve("secret"), "s3cr3t-value");
        Files.writeString(
                project.resolve("config.yaml"),
                "credentials:\n  - id: key\n    text: {file: " + project.resolve("secret") + "}\n");
        int code =
                run("node { withCredentials([string(credentialsId: 'key', variable: 'KEY')]) { sh 'echo [$KEY]' } }");
        assertThat(code).isZero();
        assertThat(output()).contains("[****]").noneMatch(line -> line.contains("s3cr3t-value"));
    }

    @Test
    void saysWhichFileIsMissing() {
        int code = StorefrontCommand.commandLine()
                .execute("run", project.resolve("Nowhere").toString());
        assertThat(code).isEqualTo(StorefrontCommand.USAGE);
        assertThat(errors()).singleElement().asString().startsWith("ERROR: there is no file ");
    }

    @Test
    void saysThatAFileIsNotUtf8AndReadsOneAsJenkinsDoes() throws Exception {
        byte[] latin = "echo 'gr\u00f6\u00dfe'".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(project.resolve("Latin"), latin);
        run("node { echo readFile('Latin'); echo readFile(file: 'Latin', encoding: 'ISO-8859-1') }");
        assertThat(output()).contains("echo 'gr\uFFFD\uFFFDe'", "echo 'gr\u00f6\u00dfe'");
        assertThat(StorefrontCommand.commandLine()
                        .execute("run", project.resolve("Latin").toString()))
                .isEqualTo(StorefrontCommand.USAGE);
        Files.write(project.resolve("config.yaml"), latin);
        assertThat(run("echo 'x'")).isEqualTo(StorefrontCommand.USAGE);
        assertThat(errors())
                .containsExactly(
                        "ERROR: " + project.resolve("Latin") + " is not UTF-8 text",
                        "ERROR: the configuration " + project.resolve("config.yaml") + " is not UTF-8 text");
    }

    @Test
    void refusesAPathThatLeavesTheWorkspace() throws Exception {
        run("node { readFile '../outside' }");
        assertThat(errors()).containsExactly("ERROR: Jenkinsfile:1: the path '../outside' leaves the workspace");
    }
}
