package io.jenkins.plugins.storefront.steps;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.fixture.StepCase;
import io.jenkins.plugins.storefront.fixture.StepCase.Hold;
import io.jenkins.plugins.storefront.host.BusyPool;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * What an earlier version of the plugin wrote is read by this one: a run that it began goes on to its right end, and its configuration
 * is taken. {@link #make} makes {@link OldForms} of today's for the next change of form.
 */
class OldRunsTest {
    private static final String SCRIPT =
            "deployStage(name: 'Production', environment: 'production', undo: 'onFailure') {\n"
                    + "  parallel(\n    rollout: {\n      def result = clusterRollout text: '"
                    + deployment("cart", "cart:1")
                    + "', timeout: 3600, noActivityTimeout: 3600\n      echo \"outcome ${result.outcome}\"\n    },\n"
                    + "    slack: { slackNotify message: 'from an old run', failOnError: true },\n"
                    + "    mail: { emailNotify to: 'old@example.com', subject: 'from an old run', failOnError: true })\n"
                    + "}\necho 'after the stage'";

    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void aRunThatWasBegunByAnEarlierVersionEndsRightly() throws Throwable {
        sessions.then(j -> {
            SANDBOX.configure();
            Pipelines.run(
                    j,
                    "before",
                    Result.SUCCESS,
                    "clusterRollout cluster: 'shop', text: '" + deployment("cart", "cart:1") + "'");
        });
        Path home = sessions.getHome().toPath();
        OldForms.restore("1.0-a", home);
        OldForms.takeUid(
                OldForms.program(home, "p"), SANDBOX.call("GET", "/apis/apps/v1/namespaces/default/deployments/cart"));
        long applied = SANDBOX.door().applied("/deployments/cart");
        sessions.then(j -> {
            WorkflowRun run = Pipelines.resumed(j, "p");
            assertThat(Pipelines.ended(j, Result.SUCCESS, run))
                    .contains("outcome SUCCEEDED", "Deployment SUCCEEDED", "after the stage")
                    .doesNotContain("\tat io.jenkins.plugins.storefront");
        });
        assertThat(SANDBOX.door().applied("/deployments/cart")).isEqualTo(applied);
        assertThat(SANDBOX.slack().messages())
                .filteredOn(message -> (message.text() + message.blocks()).contains("from an old run"))
                .hasSize(1);
        assertThat(SANDBOX.mail().messages())
                .filteredOn(mail -> mail.subject().contains("from an old run"))
                .hasSize(1);
    }

    /** Steps that one thread of the suite does, and that need no workspace, side by side in a block. */
    private static List<StepCase> sideBySide() {
        return StepCase.held(SANDBOX, Hold.CLUSTER, Hold.REGISTRY, Hold.WEBHOOK, Hold.THREADS)
                .filter(step -> !step.script().contains("node {"))
                .toList();
    }

    private static void before(JenkinsRule j) throws Exception {
        SANDBOX.configure();
        for (StepCase step : sideBySide()) {
            if (!step.before().isEmpty()) {
                Pipelines.run(j, "before-" + step.function(), Result.SUCCESS, step.before());
            }
        }
    }

    @Test
    void stepsThatAnEarlierVersionBeganSideBySideEndRightly() throws Throwable {
        sessions.then(OldRunsTest::before);
        Path home = sessions.getHome().toPath();
        OldForms.restore("1.0-b", home);
        OldForms.takeRegistry(
                OldForms.program(home, "p"), SANDBOX.registryDoor().address());
        sessions.then(j -> {
            String log = Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, "p"));
            for (StepCase step : sideBySide()) {
                // The kept run's notifyWebhook is the last of its branch, which says nothing after it
                assertThat(log)
                        .as(step.function())
                        .containsOnlyOnce(
                                step.function().equals("notifyWebhook") ? "Told JSON by webhook" : step.done());
            }
            assertThat(log).contains("after the block").doesNotContain("\tat io.jenkins.plugins.storefront");
        });
        assertThat(SANDBOX.webhooks().taken())
                .filteredOn(one -> one.body().contains("notifyWebhook told"))
                .hasSize(1);
    }

    /** Run with {@code -Dstorefront.fixture=FOLDER}. */
    @Test
    @EnabledIfSystemProperty(named = "storefront.fixture", matches = ".+", disabledReason = "makes a new fixture")
    void makeSideBySide() throws Throwable {
        sessions.then(j -> {
            before(j);
            new BusyPool();
            String branches = sideBySide().stream()
                    .map(step -> step.function() + ": {\n" + step.script() + "\n}")
                    .collect(Collectors.joining(",\n"));
            WorkflowRun run = Pipelines.start(
                    j,
                    "p",
                    "withNotices([[topics: 'failed', slack: '#nobody']]) {\nparallel(" + branches
                            + ")\n}\necho 'after the block'");
            for (StepCase step : sideBySide()) {
                j.waitForMessage(step.sign(), run);
            }
        });
        OldForms.keep(
                sessions.getHome().toPath(), Path.of(System.getProperty("storefront.fixture") + "-b"), List.of("p"));
    }

    @Test
    void theConfigurationOfAnEarlierVersionIsTaken() throws Throwable {
        OldForms.copy(
                OldForms.fixture("1.0-a").resolve(OldForms.CONFIGURATION),
                sessions.getHome().toPath().resolve(OldForms.CONFIGURATION));
        sessions.then(j -> {
            Settings settings = StorefrontConfiguration.get().toSettings();
            assertThat(settings.cluster("shop").credentialsId()).isEqualTo(SandboxServices.CLUSTER_CREDENTIAL);
            assertThat(settings.environment("production").namespace()).isEqualTo("default");
            assertThat(settings.slack("team").defaultChannel()).isEqualTo("#releases");
            assertThat(settings.smtp("team").from()).isEqualTo("jenkins@example.com");
            assertThat(settings.registries()).hasSize(1);
        });
    }

    /** Run with {@code -Dstorefront.fixture=FOLDER}. */
    @Test
    @EnabledIfSystemProperty(named = "storefront.fixture", matches = ".+", disabledReason = "makes a new fixture")
    void make() throws Throwable {
        SANDBOX.cluster().behave("cart", Behaviour.UNREADY);
        SANDBOX.slackDoor().shut();
        SANDBOX.mailDoor().shut();
        sessions.then(j -> {
            SANDBOX.configure();
            j.waitForMessage("cart 0/1", Pipelines.start(j, "p", SCRIPT));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> SANDBOX.slackDoor().isHolding()
                            && SANDBOX.mailDoor().isHolding());
        });
        SANDBOX.slackDoor().drop();
        SANDBOX.mailDoor().drop();
        Path home = sessions.getHome().toPath();
        Path to = Path.of(System.getProperty("storefront.fixture"));
        OldForms.keep(home, to, List.of("p"));
        OldForms.copy(home.resolve(OldForms.CONFIGURATION), to.resolve(OldForms.CONFIGURATION));
    }
}
