package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.runner.sandbox.mail.ReceivedMail;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get of names, texts, templates and addresses that somebody made to do harm, or by mistake. */
class HostileNoticeTest {
    private static final String NAME = "<!channel> @here <b onclick=x>&amp;\u200f\u202egnp.exe \uD83D\uDE80";

    @TempDir
    private Path project;

    private NoticeRun run;

    @BeforeEach
    void start() throws Exception {
        run = NoticeRun.withSlackAndMail(project);
        run.begin();
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
    }

    private SandboxSlack.Message posted(String message, String template) throws Exception {
        Notifier notifier = run.notifier();
        OutboxReceipt receipt = Receipts.first(
                notifier, notifier.slack(new SlackRequest(id(), null, null, message, template, null, null, false)));
        assertThat(receipt.state()).as(receipt.reason()).isEqualTo(OutboxReceipt.State.SENT);
        return run.slack().messages().get(run.slack().messages().size() - 1);
    }

    private ReceivedMail mailed(String subject, String body, TeamTemplate template) throws Exception {
        Notifier notifier = run.notifier();
        OutboxReceipt receipt = Receipts.first(
                notifier,
                notifier.mail(new MailRequest(
                        id(), null, List.of("team@example.com"), subject, body, template, Language.EN, false)));
        assertThat(receipt.state()).as(receipt.reason()).isEqualTo(OutboxReceipt.State.SENT);
        return run.mail().messages().get(run.mail().messages().size() - 1);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private void deployHostile() {
        run.happens(new DeploymentOpened(Instant.EPOCH, "d1", NAME, "production " + NAME, UndoPolicy.NEVER));
    }

    @Test
    void aNameMentionsNobodyAndLinksNowhereInSlack() throws Exception {
        deployHostile();
        SandboxSlack.Message message = posted(NAME, null);
        assertThat(message.text()).doesNotContain("<!", "<b").contains("&lt;!channel&gt;");
        JsonNode blocks = new ObjectMapper().readTree(message.blocks());
        JsonNode header = blocks.get(0).path("text");
        assertThat(header.path("type").asText())
                .as("plain text mentions nobody")
                .isEqualTo("plain_text");
        assertThat(blocks.get(1).path("text").path("text").asText())
                .startsWith("&lt;!channel&gt; @here &lt;b onclick=x&gt;&amp;amp;")
                .contains("\uD83D\uDE80")
                .doesNotContain("<!", "<b");
    }

    @Test
    void aNameIsTextInMail() throws Exception {
        deployHostile();
        ReceivedMail received = mailed(null, NAME, null);
        assertThat(received.html()).contains("&lt;b onclick").doesNotContain("<b onclick", "<!channel>");
        assertThat(received.text()).contains("<b onclick=x>", "\uD83D\uDE80");
    }

    @Test
    void nothingTurnsTheDirectionOfTheTextAroundIt() throws Exception {
        deployHostile();
        assertThat(posted(NAME, null).blocks()).doesNotContain("\u202e", "\u200f");
        ReceivedMail received = mailed(null, NAME, null);
        assertThat(received.subject() + received.html() + received.text()).doesNotContain("\u202e", "\u200f");
    }

    @Test
    void aLongTextIsCutToWhatSlackTakes() throws Exception {
        SandboxSlack.Message message = posted("x<".repeat(2000) + "\n" + "y".repeat(40_000), null);
        String text = new ObjectMapper()
                .readTree(message.blocks())
                .get(1)
                .path("text")
                .path("text")
                .asText();
        assertThat(text).hasSizeLessThanOrEqualTo(3000).endsWith("…").doesNotEndWith("&l…");
        assertThat(text).doesNotContain("<");
    }

    @Test
    void neverCutsAnEmojiInTwo() throws Exception {
        String text = posted("\uD83D\uDE80".repeat(2000), null).blocks();
        assertThat(text.chars().filter(c -> c == '?' || c == '\uFFFD').count()).isZero();
    }

    @Test
    void aLineOfFourThousandCharactersArrivesWholeByMail() throws Exception {
        String line = "z".repeat(4000);
        assertThat(mailed("Out", line, null).text()).contains(line);
    }

    @Test
    void aTemplateOfFiveMegabytesIsRefusedWhenItIsComposed() {
        assertThatThrownBy(() -> posted(null, "x".repeat(5 << 20)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("longer than 100000 characters; shorten it");
        assertThat(run.slack().calls()).isZero();
    }

    @Test
    void aTextOfFiveMegabytesIsCutAndTheMailSaysSo() throws Exception {
        String text = "x".repeat(5 << 20);
        ReceivedMail received = mailed("Out", text, null);
        assertThat(received.text()).hasSizeBetween(4000, 10_000).contains("xxx…", "This mail was shortened");
        assertThat(received.html()).hasSizeLessThan(20_000).contains("xxx…", "This mail was shortened");
        assertThat(posted(text, null).blocks()).hasSizeLessThan(5000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{nobody}};nobody",
                "{{#images}}{{service}};images",
                "{{/images}};images",
                "{{>/etc/passwd}};partials",
                "{{run.class.classLoader}};class",
                "{{#causes}}{{/deployments}};causes"
            })
    void aTemplateThatIsWrongIsNamedWithItsFieldAndSendsNothing(String template, String field) {
        assertThatThrownBy(() -> posted(null, template))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("the template of the workspace: ")
                .hasMessageContaining(field)
                .hasMessageNotContaining("\n");
        assertThat(run.slack().calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Out\r\nBcc: all@example.com", "Out\nX-Evil: 1", "Out\rX: 1", "Out\r\n\r\n<html>"})
    void aSubjectOfSeveralLinesIsRefusedAndNothingIsSent(String subject) {
        assertThatThrownBy(() -> mailed(subject, "text", null))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("emailNotify: the subject must be one line");
        assertThat(run.mail().messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Out\u0000", "Out\u2028Bcc: all@example.com", "Out =?utf-8?q?=0d=0aBcc:x@example.com?="})
    void aSubjectAddsNoHeader(String subject) throws Exception {
        ReceivedMail received = mailed(subject, "text", null);
        assertThat(received.to()).containsExactly("team@example.com");
        assertThat(received.subject()).startsWith("Out").doesNotContain("\r", "\n", "\u0000");
    }

    @Test
    void aNameWithLineBreaksAddsNoHeader() throws Exception {
        run.happens(
                new DeploymentOpened(Instant.EPOCH, "d1", "P", "production\r\nBcc: all@example.com", UndoPolicy.NEVER));
        ReceivedMail received = mailed(null, "text", null);
        assertThat(received.to()).containsExactly("team@example.com");
        assertThat(received.subject()).contains("production").doesNotContain("\r", "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"a@b, c;'c'", "a@b,;''", "a@example.com\\r\\nBcc: x@example.com;Bcc", "@example.com;'@example.com'"
            })
    void recipientsThatAreNoneAreNamed(String to, String named) {
        Notifier notifier = run.notifier();
        String given = to.replace("\\r", "\r").replace("\\n", "\n");
        assertThatThrownBy(() -> notifier.mail(MailRequest.of(id(), List.of(given), "Out", "text")))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("is no mail address; expected name@domain")
                .hasMessageContaining(named)
                .hasMessageNotContaining("\n");
        assertThat(run.mail().messages()).isEmpty();
    }

    @Test
    void eachRecipientIsToldInTheLanguageOfItsAddressOrDomain() throws Exception {
        run.teamReads(Map.of("example.cn", "zh_CN", "ada@example.com", "zh_CN"));
        Notifier notifier = run.notifier();
        for (OutboxNotice notice : notifier.mails(
                MailRequest.of("m1", List.of("team@example.com, team@example.cn", "ada@example.com"), null, "Out"))) {
            Receipts.reference(notifier, notice);
        }
        assertThat(run.mail().messages())
                .extracting(ReceivedMail::to, one -> one.text().contains("成功"))
                .contains(
                        tuple(List.of("team@example.com"), false),
                        tuple(List.of("team@example.cn", "ada@example.com"), true));
        assertThat(run.mail().messages()).extracting(ReceivedMail::messageId).doesNotHaveDuplicates();
    }
}
