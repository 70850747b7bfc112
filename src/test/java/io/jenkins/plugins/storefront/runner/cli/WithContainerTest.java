package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.storefront.delivery.port.Runs;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code withContainer} in a Jenkinsfile; a script stands in for Docker, a server of this process for what runs in the container. */
class WithContainerTest {
    @TempDir
    private Path project;

    @TempDir
    private Path machine;

    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    private final AtomicInteger requests = new AtomicInteger();
    private FakeEngine engine;
    private HttpServer server;

    @BeforeEach
    void prepare() throws Exception {
        engine = new FakeEngine(machine);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/healthz", exchange -> {
            exchange.sendResponseHeaders(requests.incrementAndGet() < 3 ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        engine.publish(8080, server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String run(String step) throws Exception {
        terminal.run(
                project,
                "node { withEnv([\"PATH=" + engine.bin() + ":${env.PATH}\", 'HOME=" + machine + "']) { " + step
                        + " } }\n");
        return terminal.text();
    }

    @Test
    void givesTheBlockTheAddressOnceItAnswersAndRemovesIt() throws Exception {
        String log = run("def got = withContainer(image: 'registry.example.com/shop/cart:7', ports: 8080,"
                + " waitFor: 'http:8080/healthz') { sh 'echo url $CONTAINER_URL $CONTAINER_PORT_8080'\n 'value' }\n"
                + "echo \"gave ${got}\"");
        int port = server.getAddress().getPort();
        assertThat(log)
                .contains("url http://127.0.0.1:" + port + " " + port, "gave value", "Finished: SUCCESS")
                .contains("waiting for [http:8080/healthz]");
        assertThat(requests.get()).isEqualTo(3);
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void passesVariablesInAFileThatNobodyElseReadsAndThatIsGone() throws Exception {
        assertThat(run(
                        "withContainer(image: 'cart:7', name: 'my-db', ports: [8080], env: [PASSWORD: 'hush hush', MODE: 'test'],"
                                + " cmd: ['--serve', 'a b']) { sh 'echo at $MY_DB_ADDRESS' }"))
                .contains("at 127.0.0.1:" + server.getAddress().getPort(), "Finished: SUCCESS");
        assertThat(engine.variables()).isEqualTo("PASSWORD=hush hush\nMODE=test\n");
        assertThat(engine.variablesMode()).isEqualTo("-rw-------");
        assertThat(engine.calls()).noneMatch(call -> call.contains("hush"));
        assertThat(engine.calls())
                .anyMatch(call -> call.startsWith("docker run --detach --name storefront-")
                        && call.contains("--publish 127.0.0.1::8080 docker.io/library/cart:7 --serve a b"));
        try (Stream<Path> left = Files.walk(project)) {
            assertThat(left.map(path -> path.getFileName().toString())).doesNotContain("container.env", "config.json");
        }
    }

    @Test
    void showsTheLogAndRemovesItWhenTheBlockFails() throws Exception {
        engine.log("listening\nout of stock\n");
        assertThat(run("withContainer(image: 'cart:7') { error 'shopper test failed' }"))
                .contains("the last lines of container storefront-", "] out of stock", "shopper test failed")
                .contains("Finished: FAILURE");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void failsWithTheLogWhereItEndsBeforeItIsUp() throws Exception {
        engine.status("exited");
        engine.log("no database\n");
        assertThat(run("withContainer(image: 'cart:7', ports: 8080, waitFor: 'tcp') { echo 'never' }"))
                .contains(
                        "withContainer: docker.io/library/cart:7: the container ended with exit code 3 before it was up")
                .contains("] no database")
                .doesNotContain("\nnever\n", "\tat ");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void failsInTimeWhereALineDoesNotCome() throws Exception {
        engine.log("starting\n");
        assertThat(run("withContainer(image: 'cart:7', waitFor: [log: 'ready', timeout: 1]) { echo 'never' }"))
                .contains("it was not up within 1 s: log:ready: no such line yet", "] starting");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void saysWhatDockerSaidWhereTheImageCannotBePulled() throws Exception {
        engine.runFails(
                "Unable to find image 'cart:7' locally\ndocker: Error response from daemon: pull access denied for"
                        + " cart, repository does not exist or may require 'docker login': denied: requested access to the resource is"
                        + " denied\n\nRun 'docker run --help' for more information\n");
        assertThat(run("withContainer(image: 'cart:7') { echo 'never' }"))
                .contains(
                        "withContainer: docker run failed (exit code 1): docker: Error response from daemon: pull access denied");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void startsTheOneThatALateCallMade() throws Exception {
        engine.runIsLate();
        assertThat(run("withContainer(image: 'cart:7') { echo 'here' }")).contains("\nhere\n", "Finished: SUCCESS");
        assertThat(engine.calls()).anyMatch(call -> call.startsWith("docker start storefront-"));
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void startsNoMoreProgramsThanItNeeds() throws Exception {
        run("withContainer(image: 'cart:7') { echo 'here' }");
        assertThat(engine.calls().stream().map(call -> call.split(" ")[1]))
                .containsExactly("version", "ps", "run", "container", "rm");
    }

    @Test
    void removesWhatRunsLeftThatAreOverAndNothingElse() throws Exception {
        Runs runs = Runs.ofProcess("other #7");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        engine.leftover("storefront-dead", runs.host(), dead.pid() + " shop #3", 9999999999L);
        engine.leftover("storefront-alive", runs.host(), runs.id(), 9999999999L);
        engine.leftover("storefront-of-another-host", "elsewhere", dead.pid() + " shop #3", 9999999999L);
        engine.leftover("storefront-of-another-host-and-old", "elsewhere", "1 shop #3", 1000000000L);
        assertThat(run("withContainer(image: 'cart:7') { echo 'here' }"))
                .contains("removed container storefront-dead, which", "Finished: SUCCESS");
        assertThat(engine.containers()).containsExactlyInAnyOrder("storefront-alive", "storefront-of-another-host");
    }

    @Test
    void whatCouldNotBeRemovedIsToldAndRemovedByTheNextOne() throws Exception {
        assertThat(run("withContainer(image: 'cart:7') { sh 'echo engine is busy > " + machine.resolve("rm-fails")
                        + "' }\n"
                        + "sh 'rm " + machine.resolve("rm-fails") + "'\n"
                        + "withContainer(image: 'cart:7') { echo 'the next' }"))
                .containsSubsequence(
                        "could not be removed (docker rm failed (exit code 1): engine is busy); the next withContainer there"
                                + " removes it, or do it by hand: docker rm --force --volumes storefront-",
                        "removed container storefront-",
                        "the next",
                        "Finished: SUCCESS");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void takesPodmanWhereDockerCannotBeUsed() throws Exception {
        engine.cannotBeUsed("docker", "Cannot connect to the Docker daemon at unix:///var/run/docker.sock\n");
        assertThat(run(
                        "withContainer(image: 'registry.example.com/shop/cart:7', ports: 8080, env: [PASSWORD: 'hush'], waitFor: 'http:/healthz')"
                                + " { sh 'echo url $CONTAINER_URL' }"))
                .contains("of podman; waiting for", "url http://127.0.0.1:", "Finished: SUCCESS");
        assertThat(engine.calls())
                .anyMatch(call -> call.startsWith("podman pull --quiet registry.example.com/shop/cart:7"))
                .anyMatch(call -> call.startsWith("podman rm --force --time 0 --volumes storefront-"))
                .noneMatch(call -> call.contains("hush"))
                .noneMatch(call -> call.startsWith("docker ") && !call.startsWith("docker version"));
        assertThat(engine.variables()).isEqualTo("PASSWORD=hush\n");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void letsPodmanCheckTheHealthBecauseNotEveryMachineHasSystemd() throws Exception {
        engine.healthchecks(2);
        assertThat(
                        run(
                                "withContainer(image: 'cart:7', engine: 'podman', waitFor: 'healthcheck') { echo 'healthy now' }"))
                .contains("\nhealthy now\n", "Finished: SUCCESS");
        engine.healthchecks(99);
        assertThat(run("withContainer(image: 'cart:7', engine: 'podman', waitFor: [healthcheck: true, timeout: 1]) {}"))
                .contains("it was not up within 1 s: healthcheck: it fails: disk is full");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void saysOfEachEngineWhyItCannotBeUsedBeforeAnythingIsMade() throws Exception {
        engine.cannotBeUsed("docker", "Cannot connect to the Docker daemon at unix:///var/run/docker.sock\n");
        engine.cannotBeUsed("podman", "Error: cannot set up namespace\n");
        assertThat(run("withContainer(image: 'cart:7') { echo 'never' }"))
                .contains("can run a container: docker is not usable: Cannot connect to the Docker daemon at"
                        + " unix:///var/run/docker.sock (no Docker daemon runs there; start it, or set DOCKER_HOST); podman is not"
                        + " usable: Error: cannot set up namespace; install one of them there, or start it")
                .contains("Finished: FAILURE")
                .doesNotContain("\nnever\n");
        assertThat(engine.calls()).noneMatch(call -> call.contains("run"));
        assertThat(run("withContainer(image: 'cart:7', engine: 'kvm') { echo 'never' }"))
                .contains("withContainer: engine is 'auto', 'docker' or 'podman', not 'kvm'");
    }

    @Test
    void saysThatItNeedsANode() throws Exception {
        terminal.run(project, "withContainer(image: 'cart:7') { echo 'never' }\n");
        assertThat(terminal.text()).contains("this needs a workspace; put it inside 'node'");
    }
}
