package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SlackAnswer;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class SlackNotifyStepTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    @Test
    void theFormGivesBackWhatItWasGiven() throws Exception {
        SlackNotifyStep step = new SlackNotifyStep();
        step.setMessage("Sale starts");
        step.setChannel("#shop");
        step.setConnection("team");
        step.setTemplate("slack.mustache");
        step.setFailOnError(true);
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
    }

    @Test
    void anEmptyFormGivesTheDefaults() throws Exception {
        SlackNotifyStep step = new SlackNotifyStep();
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
    }

    @Test
    void theSnippetIsWhatAPersonWouldWrite() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(j);
        SlackNotifyStep step = new SlackNotifyStep();
        snippets.assertRoundTrip(step, "slackNotify()");
        step.setMessage("It's live");
        step.setChannel("#shop");
        snippets.assertRoundTrip(step, "slackNotify channel: '#shop', message: 'It\\'s live'");
    }

    @Test
    void aSandboxedPipelineTellsTheChannel() throws Exception {
        String log = Pipelines.run(
                j,
                "tells",
                Result.SUCCESS,
                "def told = slackNotify message: 'Sale starts'\necho \"sent ${told.sent}\"");
        assertThat(log).contains("sent true", "Told #releases by");
        assertThat(SANDBOX.slack().messages())
                .anyMatch(message -> message.channel().endsWith("releases")
                        && (message.text() + message.blocks()).contains("Sale starts"));
    }

    @Test
    void aRefusalIsAWarningUnlessItIsToFail() throws Exception {
        SANDBOX.slack().answerNext(SlackAnswer.refusal("not_in_channel"));
        assertThat(Pipelines.run(
                        j,
                        "warns",
                        Result.SUCCESS,
                        "def told = slackNotify()\necho \"sent ${told.sent}, ${told.reason}\""))
                .contains("sent false, ", "WARNING: could not tell");
        SANDBOX.slack().answerNext(SlackAnswer.refusal("not_in_channel"));
        assertThat(Pipelines.run(j, "fails", Result.FAILURE, "slackNotify failOnError: true"))
                .doesNotContain("\tat ");
    }

    @Test
    void anAbortEndsTheWaitForASilentSlackAndTheOutboxGoesOn() throws Exception {
        SANDBOX.slackDoor().shut();
        try {
            WorkflowRun run = Pipelines.start(j, "silent", "slackNotify message: 'Nobody hears'");
            await().until(() -> SANDBOX.slackDoor().asked("/api/chat.postMessage"));
            assertThat(Pipelines.abort(j, run)).isLessThan(Duration.ofSeconds(5));
            assertThat(JenkinsRule.getLog(run)).contains("the message is sent all the same once it is in the outbox");
        } finally {
            SANDBOX.slackDoor().drop();
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(SANDBOX.slack().messages())
                        .filteredOn(message -> (message.text() + message.blocks()).contains("Nobody hears"))
                        .hasSize(1));
    }
}
