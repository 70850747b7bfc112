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

    private Runner.Result run(String step) throws Exception {
        return Runner.run(
                project,
                "node { " + step.replace("withContainer(", "withContainer(engine: '" + engine() + "', ") + " }",
                variables());
    }

    @Test
    void servesTheBlockAndIsGoneAfterwards() throws Exception {
        Runner.Result result = run("withContainer(image: '" + image + "', ports: [8080], env: [GREETING: 'hello shop'],"
                + " cmd: ['sh', '-c', 'echo begin; sleep 1; echo \"$GREETING\" > /index.html; : serves-the-block;"
                + " exec httpd -f -p 8080 -h /'], waitFor: ['log:begin', 'tcp:8080', 'http:8080/index.html'])"
                + " { sh 'curl -s $CONTAINER_URL/index.html' }");
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
        assertThat(run("withContainer(image: '" + built + "', waitFor: 'healthcheck') { echo 'it is healthy' }")
                        .output())
                .contains("it is healthy", "Finished: SUCCESS");
        assertThat(run("withContainer(image: '" + image
                                + "', cmd: ['sh', '-c', ': healthcheck-of-the-image; sleep 600'], waitFor: 'healthcheck')"
                                + " { echo 'never' }")
                        .output())
                .contains("the image has no HEALTHCHECK that the engine knows");
        assertThat(containers("healthcheck-of-the-image")).isEmpty();
    }

    @Test
    void saysHowItEndedAndShowsItsLog() throws Exception {
        Runner.Result result = run(
                "withContainer(image: '" + image
                        + "', ports: 8080, cmd: ['sh', '-c', ': says-how-it-ended; echo no database; exit 7'], waitFor: 'tcp') {}");
        assertThat(result.output())
                .contains("the container ended with exit code 7 before it was up", "] no database")
                .contains("Finished: FAILURE");
        assertThat(containers("says-how-it-ended")).isEmpty();
    }

    @Test
    void isGoneAfterAnAbortOfTheWaitAndOfTheBlock() throws Exception {
        for (String step : List.of(
                "waitFor: 'log:never comes') { echo 'never' }",
                "waitFor: 'log:begin') { sh 'echo inside; sleep 600' }")) {
            Files.writeString(
                    project.resolve("Jenkinsfile"),
                    "node { withContainer(engine: '" + engine() + "', image: '" + image
                            + "', timeout: 300, cmd: ['sh', '-c', ': gone-after-abort; echo begin; sleep 600'], " + step
                            + " }");
            Path log = project.resolve("log");
            Process runner = start(
                    log,
                    "io.jenkins.plugins.storefront.runner.cli.StorefrontCommand",
                    "run",
                    project.resolve("Jenkinsfile").toString());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !containers("gone-after-abort").isEmpty());
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(Files.readString(log))
                    .contains(step.contains("inside") ? "inside\n" : "waiting for"));
            new ProcessBuilder("kill", "-INT", Long.toString(runner.pid()))
                    .start()
                    .waitFor();
            assertThat(runner.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(log)).contains("Finished: ABORTED");
            assertThat(containers("gone-after-abort")).as(step).isEmpty();
        }
    }

    @Test
    void isFoundAgainAfterTheProcessWasKilled() throws Exception {
        String name = ContainerSession.newName();
        Path state = project.resolve("state");
        Process first = start(
                project.resolve("first.log"),
                ContainerMain.class.getName(),
                project.toString(),
                name,
                image,
                state.toString(),
                engine());
        awaitRunning(name);
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
                project,
                "node { withContainer(engine: '" + engine() + "', image: '" + closed
                        + "', cmd: ['sh', '-c', ': pulled-with-a-login; sleep 600']) { echo 'it was pulled' } }",
                environment);
        assertThat(result.output())
                .contains("it was pulled", "Finished: SUCCESS")
                .doesNotContain(password);
        assertThat(containers("pulled-with-a-login")).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextOne() throws Exception {
        String name = ContainerSession.newName();
        Path state = project.resolve("state");
        Process killed = start(
                project.resolve("killed.log"),
                ContainerMain.class.getName(),
                project.toString(),
                name,
                image,
                state.toString(),
                engine());
        awaitRunning(name);
        killed.destroyForcibly().waitFor();
        assertThat(run("withContainer(image: '" + image
                                + "', cmd: ['sh', '-c', ': the-next-one; sleep 600']) { echo 'the next one' }")
                        .output())
                .contains("removed container " + name + ", which", "the next one", "Finished: SUCCESS");
        assertThat(containers(name)).isEmpty();
        assertThat(containers("the-next-one")).isEmpty();
    }

    private void awaitRunning(String name) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> engine("container", "inspect", "--format", "{{.State.Status}}", name)
                        .contains("running"));
    }

    private Process start(Path log, String main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(variables());
        return builder.start();
    }
}
