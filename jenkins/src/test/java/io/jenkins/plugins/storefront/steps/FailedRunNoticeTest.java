package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import io.jenkins.plugins.storefront.wrappers.SlackNotifyPublisher;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What people are told of a run of which nothing was deployed. The local runner has the same test. */
@WithJenkins
class FailedRunNoticeTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;
    private static int jobs;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "release succeeded | SUCCESS | echo 'all is well'; slackNotify()",
                "release failed | FAILURE | try { error 'no stock' } finally { slackNotify() }",
                "release failed | FAILURE | try { retry(2) { error 'again' } } finally { slackNotify() }",
                "release failed | FAILURE | try { stage('a') { throw new Exception('odd') } } finally { slackNotify() }",
                "release failed | FAILURE | node { try { sh 'exit 3' } finally { slackNotify() } }",
                "release failed | FAILURE | node { try { retry(2) { sh 'exit 3' } } finally { slackNotify() } }",
                "release failed | FAILURE | node { try { stash name: 'a', includes: 'none' } finally { slackNotify() } }",
                "release failed | FAILURE | currentBuild.result = 'FAILURE'; slackNotify()",
                "release aborted | ABORTED | currentBuild.result = 'ABORTED'; slackNotify()",
                "release aborted | ABORTED | try { timeout(time: 1, unit: 'MILLISECONDS') { sleep 9 } } finally { slackNotify() }",
                "release failed | FAILURE | pipeline { agent none; stages { stage('a') { steps { error 'x' } } }; post { always { slackNotify() } } }",
                "release unstable | UNSTABLE | currentBuild.result = 'UNSTABLE'; slackNotify()",
                "release failed | FAILURE | try { unstable 'slow'; error 'x' } finally { slackNotify() }",
                "release succeeded | SUCCESS | int n = 0; retry(2) { if (n++ == 0) { error 'once' } }; slackNotify()",
                "release succeeded | SUCCESS | catchError(buildResult: 'SUCCESS') { error 'no matter' }; slackNotify()",
                "release failed | FAILURE | catchError { error 'matters' }; slackNotify()",
            })
    void aPipelineSaysHowTheRunIs(String expected, String result, String script) throws Exception {
        String job = "run" + ++jobs;
        Pipelines.run(j, job, Result.fromString(result), script);
        told(job + " #1", expected);
    }

    @Test
    void aFreestyleBuildSaysHowItIs() throws Exception {
        FreeStyleProject job = j.createFreeStyleProject("freestyle");
        job.getBuildersList().add(new FailureBuilder());
        job.getPublishersList().add(new SlackNotifyPublisher(new SlackNotifyStep()));
        Run<?, ?> run = j.buildAndAssertStatus(Result.FAILURE, job);
        told(run.getFullDisplayName(), "release failed");
    }

    private static void told(String run, String expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(SANDBOX.slack().messages())
                        .extracting(SandboxSlack.Message::text)
                        .filteredOn(text -> text.startsWith(run + ":"))
                        .containsExactly(run + ": " + expected));
    }
}
