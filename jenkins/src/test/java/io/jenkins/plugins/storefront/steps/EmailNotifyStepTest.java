package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class EmailNotifyStepTest {
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
        EmailNotifyStep step = new EmailNotifyStep();
        step.setTo("team@example.com");
        step.setSubject("Sale");
        step.setBody("It starts");
        step.setConnection("team");
        step.setTemplate("mail.mustache");
        step.setLanguage("zh_CN");
        step.setFailOnError(true);
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
    }

    @Test
    void anEmptyFormGivesTheDefaults() throws Exception {
        EmailNotifyStep step = new EmailNotifyStep();
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
    }

    @Test
    void theSnippetIsWhatAPersonWouldWrite() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(j);
        EmailNotifyStep step = new EmailNotifyStep();
        snippets.assertRoundTrip(step, "emailNotify()");
        step.setTo("team@example.com");
        step.setSubject("Sale");
        snippets.assertRoundTrip(step, "emailNotify subject: 'Sale', to: 'team@example.com'");
    }

    @Test
    void aSandboxedPipelineSendsAMail() throws Exception {
        String log = Pipelines.run(
                j,
                "tells",
                Result.SUCCESS,
                "def told = emailNotify to: ['team@example.com', 'shop@example.com'], subject: 'Sale', body: 'It starts'\n"
                        + "echo \"sent ${told.sent}\"");
        assertThat(log).contains("sent true");
        assertThat(SANDBOX.mail().messages())
                .anyMatch(mail -> mail.subject().equals("Sale")
                        && mail.to().containsAll(List.of("team@example.com", "shop@example.com"))
                        && mail.text().contains("It starts"));
    }

    @Test
    void aRefusalIsAWarningUnlessItIsToFail() throws Exception {
        assertThat(Pipelines.run(
                        j,
                        "warns",
                        Result.SUCCESS,
                        "def told = emailNotify to: 'unknown@example.com'\necho \"sent ${told.sent}\""))
                .contains("sent false", "WARNING: could not tell");
        assertThat(Pipelines.run(
                        j, "fails", Result.FAILURE, "emailNotify to: 'unknown@example.com', failOnError: true"))
                .doesNotContain("\tat ");
    }

    @Test
    void anAbortEndsTheWaitForASilentServerAndTheOutboxGoesOn() throws Exception {
        SANDBOX.mailDoor().shut();
        try {
            WorkflowRun run =
                    Pipelines.start(j, "silent", "emailNotify to: 'team@example.com', subject: 'Nobody reads'");
            await().until(() -> SANDBOX.mailDoor().isHolding());
            assertThat(Pipelines.abort(j, run)).isLessThan(Duration.ofSeconds(5));
            assertThat(JenkinsRule.getLog(run)).contains("the message is sent all the same once it is in the outbox");
        } finally {
            SANDBOX.mailDoor().drop();
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(SANDBOX.mail().messages())
                        .filteredOn(mail -> mail.subject().equals("Nobody reads"))
                        .hasSize(1));
    }
}
