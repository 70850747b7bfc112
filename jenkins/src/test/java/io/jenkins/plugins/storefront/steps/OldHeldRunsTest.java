package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.EnvVars;
import hudson.Functions;
import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Door;
import io.jenkins.plugins.storefront.fixture.HeldSteps;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.fixture.StepCase;
import io.jenkins.plugins.storefront.fixture.StepCase.Hold;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * As {@link OldRunsTest}, for steps that an earlier version held in their middle, each in a run of its own that is called as it: those
 * that need a workspace, and those that wait for pods.
 */
class OldHeldRunsTest {
    private static final String VERSION = "1.0-c";
    private static final List<String> STEPS =
            List.of("imageBuild", "withContainer", "clusterUndo", "clusterRestart", "clusterScale", "withCluster");

    /** Where {@link HeldSteps} keeps what it needs, within the home, so that the fixture tells where it was. */
    private static final String MACHINE = "machine";

    /** Holds the home of the Jenkins that made the fixture, in as many characters as it had. */
    private static final String OLD_HOME = "home.txt";

    /** So long that the temporary folder of a later test fits in; see {@link #make}. */
    private static final int LONG = 120;

    private static final Pattern CONTAINER = Pattern.compile("(storefront-[0-9a-f-]+) is up after ");
    private static final Pattern KUBECONFIG = Pattern.compile("the file is (.+)");

    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @BeforeAll
    static void needsAShell() {
        Assumptions.assumeFalse(Functions.isWindows(), "the stand-in for docker is a shell script");
    }

    @Test
    void stepsThatAnEarlierVersionHeldEndRightly() throws Throwable {
        Path home = sessions.getHome().toPath();
        String old = Files.readString(OldForms.fixture(VERSION).resolve(OLD_HOME));
        Path link = sameLength(old);
        HeldSteps held = new HeldSteps(SANDBOX, home.resolve(MACHINE));
        sessions.then(j -> {
            before(j);
            for (StepCase step : steps()) {
                if (step.hold() != Hold.BLOCK) {
                    Pipelines.run(j, "own-" + step.function(), Result.SUCCESS, step.script());
                }
            }
        });
        held.release();
        OldForms.restore(VERSION, home);
        OldForms.replace(home.resolve("jobs"), old, link.toString());
        Files.createSymbolicLink(link, home);
        try {
            endRightly(home, held);
        } finally {
            Files.delete(link);
        }
    }

    private void endRightly(Path home, HeldSteps held) throws Throwable {
        for (StepCase step : steps()) {
            Files.createDirectories(home.resolve("workspace").resolve(step.function()));
            if (step.hold() == Hold.PODS) {
                OldForms.takeUid(OldForms.program(home, step.function()), SANDBOX.call("GET", deployment(step)));
            }
        }
        OldForms.takeRegistry(
                OldForms.program(home, "imageBuild"), SANDBOX.registryDoor().address());
        Files.writeString(home.resolve("workspace/imageBuild/app.txt"), "hello");
        Files.createFile(
                home.resolve(MACHINE + "/containers").resolve(OldForms.found(CONTAINER, log(home, "withContainer"))));
        Path kubeconfig = Path.of(OldForms.found(KUBECONFIG, log(home, "withCluster")));
        Files.createDirectories(kubeconfig.getParent());
        Files.createFile(kubeconfig);
        List<String> applied = changes(SANDBOX.door(), "/deployments/");
        List<String> pushed = changes(SANDBOX.registryDoor(), "/shop/");
        sessions.then(j -> {
            for (StepCase step : steps()) {
                assertThat(Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, step.function())))
                        .as(step.function())
                        .containsOnlyOnce(step.done())
                        .doesNotContain("\tat io.jenkins.plugins.storefront");
            }
        });
        assertThat(changes(SANDBOX.door(), "/deployments/")).isEqualTo(applied).isNotEmpty();
        assertThat(changes(SANDBOX.registryDoor(), "/shop/")).isEqualTo(pushed).isNotEmpty();
        assertThat(held.engine().containers()).isEmpty();
        assertThat(held.engine().calls()).as("only its removal").hasSize(1);
        assertThat(kubeconfig).doesNotExist();
    }

    /**
     * Run with {@code -Dstorefront.fixture=FOLDER}, and a long {@code -DsurefireTempDir=FOLDER}: a serialized program has its paths with
     * their length, so that no later Jenkins can have a longer home.
     */
    @Test
    @EnabledIfSystemProperty(named = "storefront.fixture", matches = ".+", disabledReason = "makes a new fixture")
    void make() throws Throwable {
        Path home = sessions.getHome().toPath();
        assertThat(home.toString()).as("give a longer surefireTempDir").hasSizeGreaterThanOrEqualTo(LONG);
        HeldSteps held = new HeldSteps(SANDBOX, home.resolve(MACHINE));
        sessions.then(j -> {
            // A node's variables are written down with its block, and are nobody's business
            EnvVars.masterEnvVars.clear();
            EnvVars.masterEnvVars.put("PATH", "/usr/bin:/bin");
            before(j);
            SANDBOX.registryDoor().shut();
            for (StepCase step : steps()) {
                if (step.hold() == Hold.PODS) {
                    SANDBOX.cluster().behave(step.app(), Behaviour.UNREADY);
                }
                j.waitForMessage(step.sign(), held.start(j, step));
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> SANDBOX.registryDoor().isHolding());
        });
        held.drop();
        Path to = Path.of(System.getProperty("storefront.fixture") + "-c");
        OldForms.keep(home, to, STEPS);
        String none =
                ("/" + "old-home-".repeat(LONG)).substring(0, home.toString().length());
        OldForms.replace(to.resolve("jobs"), home.toString(), none);
        Files.writeString(to.resolve(OLD_HOME), none);
    }

    private static List<StepCase> steps() {
        return StepCase.all(SANDBOX).stream()
                .filter(step -> STEPS.contains(step.function()))
                .toList();
    }

    private static void before(JenkinsRule j) throws Exception {
        SANDBOX.configure();
        j.jenkins.setNumExecutors(STEPS.size());
        for (StepCase step : steps()) {
            if (!step.before().isEmpty()) {
                Pipelines.run(j, "before-" + step.function(), Result.SUCCESS, step.before());
            }
        }
    }

    /** A path that is not there yet. */
    private static Path sameLength(String old) {
        String temporary = System.getProperty("java.io.tmpdir") + "/";
        int rest = old.length() - temporary.length();
        Assumptions.assumeTrue(
                rest > 0,
                "the temporary folder " + temporary
                        + " leaves no room for a name, as the path of the old home has only " + old.length()
                        + " characters");
        return Path.of(temporary + UUID.randomUUID().toString().repeat(rest).substring(0, rest));
    }

    private static String deployment(StepCase step) {
        return "/apis/apps/v1/namespaces/" + step.app() + "/deployments/" + step.app();
    }

    private static String log(Path home, String job) throws IOException {
        return Files.readString(home.resolve("jobs/" + job + "/builds/1/log"));
    }

    /** Requests that change something of that path for good. */
    private static List<String> changes(Door door, String path) {
        return door.requests().stream()
                .filter(line -> line.contains(path) && !line.matches("(GET|HEAD) .*|.*dryRun=.*"))
                .toList();
    }
}
