package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.runner.sandbox.mail.ReceivedMail;
import io.jenkins.plugins.storefront.runner.sandbox.mail.SandboxMail;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SlackAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Rules, files and allowed domains in a Jenkinsfile, as the local runner runs it. */
@ResourceLock("System.out")
class WithNoticesTest {
    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir
    private Path project;

    private SandboxSlack slack;
    private SandboxMail mail;

    @BeforeEach
    void start() throws Exception {
        slack = SandboxSlack.start();
        mail = SandboxMail.start();
        Path token = Files.writeString(project.resolve("token"), slack.token().reveal());
        Files.writeString(project.resolve("config.yaml"), """
                unclassified:
                  storefront:
                    slack: [{name: shop, credentialsId: slack, apiUrl: '%s', defaultChannel: '#shop'}]
                    smtp: [{name: mta, host: 127.0.0.1, port: %d, security: PLAIN, from: jenkins@example.com}]
                    notices: {mailDomains: 'example.com, example.cn'}
                    environments: [{name: production, cluster: main}]
                credentials:
                  - {id: slack, text: {file: %s}}
                """.formatted(slack.apiUrl(), mail.port(), token));
    }

    @AfterEach
    void stop() {
        mail.close();
        slack.close();
    }

    private int run(String jenkinsfile) throws Exception {
        return terminal.run(project, jenkinsfile);
    }

    private String log() {
        return terminal.text();
    }

    private List<SandboxSlack.Message> in(String channel) {
        return slack.messages().stream()
                .filter(one -> one.channel().equals(channel))
                .toList();
    }

    @Test
    void aBlockThatFailsIsToldByItsRulesAndThoseAround() throws Exception {
        assertThat(run("""
                withNotices(rules: [topics: 'failed', slack: '#outer']) {
                    withNotices([[topics: ['failed'], slack: ['#inner']], [topics: 'succeeded', slack: '#never']]) {
                        error 'no compiler'
                    }
                }
                """)).isNotZero();
        assertThat(in("#inner")).as(log()).hasSize(2);
        assertThat(in("#inner").get(1).blocks()).contains("failed", "no compiler");
        assertThat(in("#outer")).hasSize(2);
        assertThat(in("#never")).isEmpty();
    }

    @Test
    void aDeclarativePipelineTakesItAsAnOption() throws Exception {
        assertThat(run("""
                pipeline {
                    agent any
                    options { withNotices(rules: [[topics: 'succeeded', slack: '#option', email: 'team@example.com']]) }
                    stages { stage('One') { steps { echo 'one' } } }
                }
                """)).as(log()).isZero();
        assertThat(in("#option")).hasSize(1);
        assertThat(mail.messages()).hasSize(1);
    }

    @Test
    void aRuleThatIsWrongFailsWhenTheBlockBegins() throws Exception {
        assertThat(run("withNotices([[topic: 'failed', slack: '#x']]) { echo 'never' }"))
                .isNotZero();
        assertThat(log()).contains("withNotices: rules[0]: unknown key 'topic', did you mean 'topics'?");
    }

    @Test
    void filesGoWithMessagesAndMails() throws Exception {
        Files.createDirectories(project.resolve("reports"));
        Files.writeString(project.resolve("reports/one.txt"), "first");
        Files.writeString(project.resolve("reports/two.txt"), "second");
        assertThat(run("""
                node {
                    slackNotify message: 'with files', attach: 'reports/*.txt'
                    emailNotify to: 'team@example.com', body: 'with files', attach: ['reports/one.txt']
                }
                """)).as(log()).isZero();
        assertThat(slack.files()).containsEntry("one.txt", "first").containsEntry("two.txt", "second");
        assertThat(slack.messages()).hasSize(3);
        assertThat(slack.messages().get(2).thread())
                .isEqualTo(slack.messages().get(0).ts());
        assertThat(mail.messages()).singleElement().satisfies(one -> assertThat(one.files())
                .containsExactly("one.txt"));
    }

    @Test
    void filesGoWithTheMailOfEachLanguage() throws Exception {
        Files.writeString(project.resolve("storefront.yaml"), "languages: {example.cn: zh_CN}\nservices: {}\n");
        Files.writeString(project.resolve("one.txt"), "first");
        assertThat(run("node { emailNotify to: 'team@example.com, team@example.cn', body: 'x', attach: 'one.txt' }"))
                .as(log())
                .isZero();
        assertThat(mail.messages()).hasSize(2).allSatisfy(one -> assertThat(one.files())
                .containsExactly("one.txt"));
        assertThat(mail.messages()).extracting(one -> one.text().contains("成功")).containsOnlyOnce(true);
    }

    @Test
    void aMailRepliesToAnEarlierOneAndToNothingElse() throws Exception {
        assertThat(run("""
                def first = emailNotify to: 'team@example.com', body: 'first'
                def second = emailNotify to: 'team@example.com', body: 'second', thread: first
                echo "sent ${second.sent}"
                """)).as(log()).isZero();
        assertThat(log()).contains("sent true");
        assertThat(mail.messages()).hasSize(2);
        assertThat(run("emailNotify to: 'team@example.com', body: 'x', thread: 'the first one'"))
                .isNotZero();
        assertThat(log()).contains("emailNotify: 'thread' takes what an earlier emailNotify returned");
        run("def m = slackNotify message: 'x'\nemailNotify to: 'team@example.com', body: 'x', thread: m");
        assertThat(mail.messages()).hasSize(2);
    }

    @Test
    void aFailureIsAcknowledgedByTheStep() throws Exception {
        assertThat(run("""
                withNotices([[topics: 'failed', slack: '#watched', escalation: [afterMinutes: 60, slack: '#boss']]]) {
                    try {
                        deployStage(name: 'P', environment: 'production') { error 'broken' }
                    } catch (e) {
                        echo 'went on'
                    }
                    def first = acknowledgeFailure 'production'
                    def again = acknowledgeFailure 'production'
                    echo "acknowledged ${first} then ${again}"
                }
                """)).as(log()).isZero();
        assertThat(log()).contains("acknowledged 1 then 0", "1 acknowledged in production");
        assertThat(in("#boss")).isEmpty();
    }

    @Test
    void filesThatAreTooLargeOrNotThereAreAnError() throws Exception {
        Files.write(project.resolve("big.bin"), new byte[6 << 20]);
        run("node { slackNotify message: 'x', attach: 'big.bin' }");
        assertThat(log()).contains("attach: the files are more than 10 files or 5120 KiB");
        run("node { slackNotify message: 'x', attach: 'nothing/*.txt' }");
        assertThat(log()).contains("attach: no file matches 'nothing/*.txt'");
        assertThat(slack.messages()).isEmpty();
    }

    @Test
    void nobodyOutsideTheAllowedDomainsIsWrittenTo() throws Exception {
        run("emailNotify to: ['team@example.com', 'spy@evil.test'], body: 'hello'");
        assertThat(log()).contains("spy@evil.test is outside the allowed domains and is not written to");
        assertThat(mail.messages()).hasSize(1);
        assertThat(mail.messages()).extracting(ReceivedMail::to).allMatch(to -> !to.toString()
                .contains("evil"));
        run("emailNotify to: 'spy@evil.test', body: 'hello'");
        assertThat(log()).contains("none of the recipients is in a domain that mail may go to");
        assertThat(mail.messages()).hasSize(1);
    }

    @Test
    void deadLettersArePrintedAtTheEnd() throws Exception {
        slack.answerNext(SlackAnswer.refusal("not_in_channel"));
        run("slackNotify message: 'x', channel: '#closed'");
        assertThat(log())
                .contains("Dead letter: the notice to #closed: Slack 'shop', channel #closed: the bot is not in the"
                        + " channel; invite it with /invite");
    }

    @Test
    void aBlockEndsAtOnceWhereSlackDoesNotAnswer() throws Exception {
        slack.answerNext(SlackAnswer.tooMany(3000), SlackAnswer.tooMany(3000));
        Instant begin = Instant.now();
        assertThat(run("withNotices([[slack: '#slow']]) { echo 'quick' }\necho 'after'"))
                .isZero();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(log()).contains("after");
    }
}
