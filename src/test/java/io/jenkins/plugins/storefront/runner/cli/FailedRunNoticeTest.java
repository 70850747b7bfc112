package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of a run of which nothing was deployed. */
@ResourceLock("System.out")
class FailedRunNoticeTest {
    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "release succeeded | echo 'all is well'; slackNotify()",
                "release failed | try { error 'no stock' } finally { slackNotify() }",
                "release failed | try { retry(2) { error 'again' } } finally { slackNotify() }",
                "release failed | try { stage('a') { throw new Exception('odd') } } finally { slackNotify() }",
                "release failed | node { try { sh 'exit 3' } finally { slackNotify() } }",
                "release failed | currentBuild.result = 'FAILURE'; slackNotify()",
                "release aborted | currentBuild.result = 'ABORTED'; slackNotify()",
                "release failed | pipeline { agent none; stages { stage('a') { steps { error 'x' } } }; post { always { slackNotify() } } }",
                "release unstable | currentBuild.result = 'UNSTABLE'; slackNotify()",
                "release failed | try { unstable 'slow'; error 'x' } finally { slackNotify() }",
                "release succeeded | int n = 0; retry(2) { if (n++ == 0) { error 'once' } }; slackNotify()",
                "release succeeded | catchError(buildResult: 'SUCCESS') { error 'no matter' }; slackNotify()",
                "release failed | catchError { error 'matters' }; slackNotify()",
            })
    void saysHowTheRunIs(String expected, String jenkinsfile, @TempDir Path project) throws Exception {
        try (SandboxSlack slack = SandboxSlack.start()) {
            Path token =
                    Files.writeString(project.resolve("token"), slack.token().reveal());
            Files.writeString(project.resolve("config.yaml"), """
                    unclassified:
                      storefront:
                        slack: [{name: shop, credentialsId: slack, apiUrl: '%s', defaultChannel: '#shop'}]
                    credentials:
                      - {id: slack, text: {file: %s}}
                    """.formatted(slack.apiUrl(), token));
            terminal.call(
                    "run",
                    Files.writeString(project.resolve("Jenkinsfile"), jenkinsfile)
                            .toString());
            assertThat(slack.messages()).as(terminal.text()).singleElement().satisfies(one -> assertThat(one.text())
                    .endsWith(expected));
        }
    }
}
