package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SlackAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code slackNotify} in a Jenkinsfile, as the local runner runs it: handles, waiting, and what is left at the end. */
@ResourceLock("System.out")
class NoticeStepsTest {
    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir
    private Path project;

    private SandboxSlack slack;

    @BeforeEach
    void start() throws Exception {
        slack = SandboxSlack.start();
        Path token = Files.writeString(project.resolve("token"), slack.token().reveal());
        Files.writeString(project.resolve("config.yaml"), """
                unclassified:
                  storefront:
                    slack: [{name: shop, credentialsId: slack, apiUrl: '%s', defaultChannel: '#shop'}]
                credentials:
                  - {id: slack, text: {file: %s}}
                """.formatted(slack.apiUrl(), token));
    }

    @AfterEach
    void stop() {
        slack.close();
    }

    private int run(String jenkinsfile, String... options) throws Exception {
        Path file = Files.writeString(project.resolve("Jenkinsfile"), jenkinsfile);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "run";
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[options.length + 1] = file.toString();
        return terminal.call(arguments);
    }

    private String log() {
        return terminal.text();
    }

    @Test
    void aHandleIsRepliedToAndUpdated() throws Exception {
        assertThat(run("""
                def m = slackNotify message: 'begins'
                echo "sent ${m.sent}"
                slackNotify message: 'going', thread: m
                slackNotify message: 'done', update: m
                """)).as(log()).isZero();
        assertThat(log()).contains("sent true");
        assertThat(slack.messages()).hasSize(2);
        SandboxSlack.Message first = slack.messages().get(0);
        assertThat(first.blocks()).contains("done");
        assertThat(first.edits()).isEqualTo(1);
        assertThat(slack.messages().get(1).thread()).isEqualTo(first.ts());
    }

    @Test
    void aRunGoesOnWhereSlackIsBusyAndSendsBeforeItEnds() throws Exception {
        slack.answerNext(SlackAnswer.tooMany(1));
        assertThat(run("def m = slackNotify message: 'begins'\necho \"queued ${m.queued}\""))
                .as(log())
                .isZero();
        assertThat(log()).contains("queued true", "429");
        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void aRunSaysWhatIsNotSentAndDoesNotWaitForIt() throws Exception {
        slack.answerNext(SlackAnswer.tooMany(3000));
        Instant begin = Instant.now();
        assertThat(run("slackNotify message: 'begins'")).isZero();
        assertThat(log()).contains("Not sent: the notice to #shop: Slack 'shop' answers 429 and wants 3000 s of rest");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void whatIsNoHandleIsAnError() throws Exception {
        assertThat(run("slackNotify message: 'x', thread: 'C1/1.2'")).isNotZero();
        assertThat(slack.calls()).isZero();
    }
}
