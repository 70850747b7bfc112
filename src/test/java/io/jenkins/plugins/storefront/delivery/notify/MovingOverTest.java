package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documentation says of every parameter that people have in their Jenkinsfiles what to write instead. */
class MovingOverTest {
    /** The setters of the steps of the plugins slack, email-ext and workflow-basic-steps, and of the Slack notifier. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "### From `slackSend`;message color token tokenCredentialId botUser channel baseUrl teamDomain failOnError"
                        + " attachments blocks replyBroadcast sendAsText iconEmoji username timestamp notifyCommitters",
                "### From `slackSend`;filePath initialComment credentialId channelId ts threadId addReaction removeReaction"
                        + " slackUploadFile slackUserIdFromEmail slackUserIdsFromCommitters",
                "### From `slackSend`;startNotification notifySuccess notifyAborted notifyNotBuilt notifyUnstable"
                        + " notifyRegression notifyFailure notifyEveryFailure notifyBackToNormal notifyRepeatedFailure"
                        + " includeTestSummary includeFailedTests commitInfoChoice artifactIncludes uploadFiles room sendAs"
                        + " slackUserIdResolver matrixTriggerMode",
                "### From `emailext` and `mail`;subject body attachmentsPattern inlineAttachmentsPattern to from replyTo"
                        + " mimeType attachLog compressLog recipientProviders presendScript postsendScript saveOutput"
                        + " saveOutputFileName emailextrecipients cc bcc charset"
            })
    void everyParameterHasItsRow(String heading, String parameters) throws Exception {
        String page = Files.readString(Path.of("docs/notices.md"));
        int begin = page.indexOf(heading);
        assertThat(begin).as(heading).isPositive();
        int end = page.indexOf("\n### ", begin + 1);
        String section = page.substring(begin, end < 0 ? page.length() : end);
        String firstCells = section.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("(?<!\\\\)\\|")[1])
                .reduce("", (all, one) -> all + "\n" + one);
        for (String one : parameters.split(" ")) {
            assertThat(firstCells).containsPattern("\\b" + one + "\\b");
        }
    }
}
