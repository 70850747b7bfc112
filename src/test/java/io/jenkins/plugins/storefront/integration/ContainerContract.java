package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.image.container.ContainerSession;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code withContainer} does with any real engine: nothing is left, whatever happens. */
abstract class ContainerContract {
    @TempDir
    private Path project;

    private String image;

    /** Name of the engine, which is its program too. */
    abstract String engine();

    /** What leads the program to the engine of this test. */
    abstract Map<String, String> variables() throws Exception;

    /** Options that let the program build on an image of a registry without TLS. */
    abstract List<String> buildOptions();

    @BeforeEach
    void prepare() {
        image = Counterparts.need("REGISTRY") + "/base/busybox:1";
    }

    private List<String> engine(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(engine()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables());
        Process process = builder.start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes()).lines().toList();
        process.waitFor();
        return lines;
    }

    /** Containers of this image and this test: others use the same engine. */
    private List<String> containers(String marker) throws Exception {
        return engine(
                        "ps",
                        "--all",
                        "--filter",
                        "label=io.jenkins.plugins.storefront.run",
                        "--format",
                        "{{.Names}} {{.Command}}",
                        "--no-trunc")
                .stream()
                .filter(line -> line.contains(marker))
                .toList();
    }

    /** A Pipeline with the engine's container of that image around {@code block}. */
    private String pipeline(String of, String parameters, String block) {
        return "node { withContainer(engine: '" + engine() + "', image: '" + of + "', " + parameters + ") { " + block
                + " } }";
    }

    private Runner.Result run(String of, String parameters, String block) throws Exception {
        return Runner.run(project, pipeline(of, parameters, block), variables());
    }

    /** The parameter {@code cmd}: a shell with this script, by which the container is known as well. */
    private static String sh(String script) {
        return "cmd: ['sh', '-c', '" + script + "']";
    }

    @Test
    void servesTheBlockAndIsGoneAfterwards() throws Exception {
        Runner.Result result = run(
                image,
                "ports: [8080], env: [GREETING: 'hello shop'], "
                        + sh("echo begin; sleep 1; echo \"$GREETING\" > /index.html; : serves-the-block;"
                                + " exec httpd -f -p 8080 -h /")
                        + ", waitFor: ['log:begin', 'tcp:8080', 'http:8080/index.html']",
                "sh 'curl -s $CONTAINER_URL/index.html'");
        assertThat(result.output()).contains("hello shop", "Finished: SUCCESS");
        assertThat(containers("serves-the-block")).isEmpty();
    }

    @Test
    void waitsForTheHealthcheckOfTheImage() throws Exception {
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM " + image + "\nHEALTHCHECK --interval=1s --retries=3 CMD test -f /ready\n"
                        + "CMD [\"sh\", \"-c\", \": healthcheck-of-the-image; sleep 1; touch /ready; sleep 600\"]\n");
        String built = Counterparts.need("REGISTRY") + "/it/health:1";
        List<String> build = new ArrayList<>(List.of("build"));
        build.addAll(buildOptions());
        build.addAll(List.of("--tag", built, project.toString()));
        assertThat(engine(build.toArray(String[]::new))).isNotEmpty();
        assertThat(run(built, "waitFor: 'healthcheck'", "echo 'it is healthy'").output())
                .contains("it is healthy", "Finished: SUCCESS");
        String none = sh(": healthcheck-of-the-image; sleep 600") + ", waitFor: 'healthcheck'";
        assertThat(run(image, none, "echo 'never'").output())
                .contains("the image has no HEALTHCHECK that the engine knows");
        assertThat(containers("healthcheck-of-the-image")).isEmpty();
    }

    @Test
    void saysHowItEndedAndShowsItsLog() throws Exception {
        String parameters = "ports: 8080, " + sh(": says-how-it-ended; echo no database; exit 7") + ", waitFor: 'tcp'";
        Runner.Result result = run(image, parameters, "");
        assertThat(result.output())
                .contains("the container ended with exit code 7 before it was up", "] no database")
                .contains("Finished: FAILURE");
        assertThat(containers("says-how-it-ended")).isEmpty();
    }

    @Test
    void saysWhyItCannotBeStarted() throws Exception {
        Runner.Result result = run(image, "cmd: ['no-such-program', 'why-it-cannot-be-started']", "echo 'never'");
        assertThat(result.output())
                .containsPattern("withContainer: " + engine() + " run failed [^\\n]*no-such-program[^\\n]*not found")
                .contains("Finished: FAILURE")
                .doesNotContain("\nnever\n");
        assertThat(containers("why-it-cannot-be-started")).isEmpty();
    }

    @Test
    void isGoneAfterAnAbortOfTheWait() throws Exception {
        isGoneAfterAnAbort("log:never comes", "echo 'never'", "waiting for");
    }

    @Test
    void isGoneAfterAnAbortOfTheBlock() throws Exception {
        isGoneAfterAnAbort("log:begin", "sh 'echo inside; sleep 600'", "inside\n");
    }

    /** @param shown in the log, when it is aborted */
    private void isGoneAfterAnAbort(String awaited, String block, String shown) throws Exception {
        String parameters =
                "timeout: 300, " + sh(": gone-after-abort; echo begin; sleep 600") + ", waitFor: '" + awaited + "'";
        Path log = project.resolve("log");
        Process runner = Runner.start(project, pipeline(image, parameters, block), variables(), log);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !containers("gone-after-abort").isEmpty());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Files.readString(log)).contains(shown));
        new ProcessBuilder("kill", "-INT", Long.toString(runner.pid())).start().waitFor();
        assertThat(runner.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log)).contains("Finished: ABORTED");
        assertThat(containers("gone-after-abort")).isEmpty();
    }

    @Test
    void isFoundAgainAfterTheProcessWasKilled() throws Exception {
        String name = ContainerSession.newName();
        Path state = project.resolve("state");
        Process first = startWaiting(name, state);
        String id = engine("container", "inspect", "--format", "{{.Id}}", name).get(0);
        first.destroyForcibly().waitFor();
        engine("exec", name, "touch", "/go");

        try (TestDelivery run = new TestDelivery(project, Settings.empty(), Map.of())) {
            variables().forEach(run::with);
            ContainerMain.Waiting waiting = new ContainerMain.Waiting(state);
            ContainerSession again = new ContainerSession(run.context(), name, Files.readString(state), waiting);
            again.begin(ContainerMain.request(image, engine()));
            assertThat(waiting.end().get(60, TimeUnit.SECONDS)).isEqualTo("up");
            assertThat(engine("container", "inspect", "--format", "{{.Id}}", name))
                    .containsExactly(id);
            again.end(false);
            assertThat(run.events(Remark.class)).noneMatch(Remark::warning);
        }
        assertThat(containers(name)).isEmpty();
    }

    @Test
    void pullsFromARegistryWithTlsAndALogin() throws Exception {
        String secure = Counterparts.need("REGISTRY_TLS");
        String password = Counterparts.need("REGISTRY_PASSWORD");
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    registries:\n      - name: '" + secure
                        + "'\n        credentialsId: login\n        caCertificate: |\n"
                        + Files.readString(Path.of(Counterparts.need("REGISTRY_CA")))
                                .indent(10)
                        + "credentials:\n  - {id: login, user: '" + Counterparts.need("REGISTRY_USER")
                        + "', password: {env: REGISTRY_SECRET}}\n");
        String closed = secure + "/base/busybox:1";
        engine("image", "rm", "--force", closed);
        Map<String, String> environment = new HashMap<>(variables());
        environment.put("REGISTRY_SECRET", password);
        Runner.Result result = Runner.run(
                project, pipeline(closed, sh(": pulled-with-a-login; sleep 600"), "echo 'it was pulled'"), environment);
        assertThat(result.output())
                .contains("it was pulled", "Finished: SUCCESS")
                .doesNotContain(password);
        assertThat(containers("pulled-with-a-login")).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextOne() throws Exception {
        String name = ContainerSession.newName();
        Process killed = startWaiting(name, project.resolve("state"));
        killed.destroyForcibly().waitFor();
        assertThat(run(image, sh(": the-next-one; sleep 600"), "echo 'the next one'")
                        .output())
                .contains("removed container " + name + ", which", "the next one", "Finished: SUCCESS");
        assertThat(containers(name)).isEmpty();
        assertThat(containers("the-next-one")).isEmpty();
    }

    /** A process that has begun a container of that name and waits for it. */
    private Process startWaiting(String name, Path state) throws Exception {
        Process process = Runner.start(
                project,
                variables(),
                project.resolve("waiting.log"),
                ContainerMain.class.getName(),
                project.toString(),
                name,
                image,
                state.toString(),
                engine());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> engine("container", "inspect", "--format", "{{.State.Status}}", name)
                        .contains("running"));
        return process;
    }
}
