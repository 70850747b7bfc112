package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.runner.sandbox.mail.ReceivedMail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody is told once, in their own language, however channels and addresses are written. */
class NoticeReceiversTest {
    @TempDir
    private Path project;

    private NoticeRun run;

    @BeforeEach
    void start() throws Exception {
        run = NoticeRun.withSlackAndMail(project);
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
    }

    private void begin(String notices) throws Exception {
        run.begin(notices);
        run.teamReads(Map.of("#cn", "zh_CN", "example.cn", "zh_CN"));
    }

    private void fails() {
        run.opened("d1", "production");
        run.closed("d1", Outcome.FAILED);
    }

    @Test
    void aChannelsRepliesSpeakItsLanguage() throws Exception {
        begin("rules: [{topics: failed, slack: ['#cn', '#en']}]");
        fails();
        NoticeRun.soon().until(() -> run.in("#cn").size() == 2 && run.in("#en").size() == 2);
        assertThat(run.in("#cn").get(1).blocks())
                .contains("失败: payment crashes")
                .doesNotContain("failed");
        assertThat(run.in("#en").get(1).blocks()).contains("failed: payment crashes");
    }

    @Test
    void aRuleOrARecipientMaySayTheLanguageAndEachAddressIsToldOnce() throws Exception {
        begin("""
                rules:
                  - {topics: failed, email: [team@example.com, dev@example.cn]}
                  - {topics: failed, email: ['Team <TEAM@example.com>', boss@example.com], language: zh_CN}
                """);
        fails();
        NoticeRun.soon().until(() -> run.mail().messages().size() == 3);
        assertThat(run.mail().messages())
                .extracting(ReceivedMail::to, one -> one.text().contains("失败"))
                .containsExactlyInAnyOrder(
                        tuple(List.of("team@example.com"), false),
                        tuple(List.of("dev@example.cn"), true),
                        tuple(List.of("boss@example.com"), true));
    }

    @Test
    void aDigestIsInTheLanguageOfWhoReadsIt() throws Exception {
        begin("rules: [{topics: failed, slack: '#cn', email: dev@example.cn, digest: daily}]");
        fails();
        NoticeRun.soon().until(() -> desk().contains("Deploy → production 失败"));
        assertThat(desk()).doesNotContain("Deploy → production failed");
    }

    private String desk() throws Exception {
        try (Stream<Path> files = Files.walk(project)) {
            Path file =
                    files.filter(one -> one.endsWith("desk.json")).findFirst().orElse(null);
            return file == null ? "" : Files.readString(file);
        }
    }

    @Test
    void oneChannelHasOneMessageHoweverItIsWritten() throws Exception {
        begin("rules: [{topics: started, slack: '#shop'}, {topics: started, slack: shop}]");
        run.opened("d1", "production");
        NoticeRun.soon().until(() -> run.slack().messages().size() == 1);
        Notifier notifier = run.notifier();
        OutboxNotice byName = notifier.slack(request("n1", "shop"));
        String reference = Receipts.last(notifier, byName).reference();
        OutboxNotice byId = notifier.slack(request("n2", reference.substring(0, reference.indexOf('/'))));
        assertThat(byId.message()).isEqualTo(byName.message());
        assertThat(Receipts.last(notifier, byId).reference()).isEqualTo(reference);
        assertThat(run.slack().messages()).hasSize(1);
    }

    private static SlackRequest request(String id, String channel) {
        return new SlackRequest(id, null, channel, null, null, null, null, false);
    }

    @Test
    void aMailRepliesToOneThatStillWaits() throws Exception {
        begin("{}");
        Notifier notifier = run.notifier();
        OutboxNotice first = notifier.mail(MailRequest.of("m1", List.of("team@example.com"), "Out", "first"));
        OutboxNotice reply = notifier.mail(to(new SlackRequest.MessageRef("m1", null)));
        assertThat(Payload.read(reply.payload()).mail().repliedTo())
                .isEqualTo(Payload.read(first.payload()).messageId());
        assertThatThrownBy(() -> notifier.mail(to(new SlackRequest.MessageRef("s1", "C1/17.0001"))))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("'thread' takes what an earlier emailNotify returned");
    }

    private static MailRequest to(SlackRequest.MessageRef thread) {
        return new MailRequest(
                "m2", null, List.of("team@example.com"), "Re", "second", null, Language.EN, false, thread);
    }
}
