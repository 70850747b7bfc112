package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamSays;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.shop.NoticeReader;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.mail.ReceivedMail;
import io.jenkins.plugins.storefront.runner.sandbox.mail.SandboxMail;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody is told once, in their own language, however channels and addresses are written. */
class NoticeReceiversTest {
    private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path project;

    private SandboxSlack slack;
    private SandboxMail mail;
    private TestDelivery run;

    @BeforeEach
    void start() throws Exception {
        slack = SandboxSlack.start();
        mail = SandboxMail.start();
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        slack.close();
        mail.close();
    }

    private void run(String notices) throws Exception {
        run = new TestDelivery(
                project,
                new Settings(
                                List.of(),
                                List.of(new SlackSettings("shop", "slack", "#releases", slack.apiUrl())),
                                List.of(new SmtpSettings(
                                        "mail",
                                        mail.host(),
                                        mail.port(),
                                        SmtpSettings.Security.PLAIN,
                                        null,
                                        "jenkins@example.com",
                                        null)),
                                List.of(),
                                List.of())
                        .with(NoticeReader.settings(SafeYaml.mapping(notices, "notices"), "notices")),
                Map.of("slack", new Credential.Text(slack.token())));
        new TeamSays(Map.of(), Map.of("#cn", "zh_CN", "example.cn", "zh_CN"))
                .keep(run.context().release());
    }

    private void fails() {
        run.context().events().publish(new DeploymentOpened(T, "d1", "Deploy", "production", UndoPolicy.NEVER));
        run.context().events().publish(new DeploymentClosed(T, "d1", Outcome.FAILED, "payment crashes"));
    }

    private List<SandboxSlack.Message> in(String channel) {
        return slack.messages().stream()
                .filter(one -> one.channel().equals(channel))
                .toList();
    }

    @Test
    void aChannelsRepliesSpeakItsLanguage() throws Exception {
        run("rules: [{topics: failed, slack: ['#cn', '#en']}]");
        fails();
        await().atMost(SOON).until(() -> in("#cn").size() == 2 && in("#en").size() == 2);
        assertThat(in("#cn").get(1).blocks()).contains("失败: payment crashes").doesNotContain("failed");
        assertThat(in("#en").get(1).blocks()).contains("failed: payment crashes");
    }

    @Test
    void aRuleOrARecipientMaySayTheLanguageAndEachAddressIsToldOnce() throws Exception {
        run("""
                rules:
                  - {topics: failed, email: [team@example.com, dev@example.cn]}
                  - {topics: failed, email: ['Team <TEAM@example.com>', boss@example.com], language: zh_CN}
                """);
        fails();
        await().atMost(SOON).until(() -> mail.messages().size() == 3);
        assertThat(mail.messages())
                .extracting(ReceivedMail::to, one -> one.text().contains("失败"))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(List.of("team@example.com"), false),
                        org.assertj.core.groups.Tuple.tuple(List.of("dev@example.cn"), true),
                        org.assertj.core.groups.Tuple.tuple(List.of("boss@example.com"), true));
    }

    @Test
    void aDigestIsInTheLanguageOfWhoReadsIt() throws Exception {
        run("rules: [{topics: failed, slack: '#cn', email: dev@example.cn, digest: daily}]");
        fails();
        await().atMost(SOON).until(() -> desk().contains("Deploy → production 失败"));
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
        run("rules: [{topics: started, slack: '#shop'}, {topics: started, slack: shop}]");
        run.context().events().publish(new DeploymentOpened(T, "d1", "Deploy", "production", UndoPolicy.NEVER));
        await().atMost(SOON).until(() -> slack.messages().size() == 1);
        Notifier notifier = new Notifier(run.context());
        OutboxNotice byName = notifier.slack(request("n1", "shop"));
        String reference = Receipts.last(notifier, byName).reference();
        OutboxNotice byId = notifier.slack(request("n2", reference.substring(0, reference.indexOf('/'))));
        assertThat(byId.message()).isEqualTo(byName.message());
        assertThat(Receipts.last(notifier, byId).reference()).isEqualTo(reference);
        assertThat(slack.messages()).hasSize(1);
    }

    private static SlackRequest request(String id, String channel) {
        return new SlackRequest(id, null, channel, null, null, null, null, false);
    }

    @Test
    void aMailRepliesToOneThatStillWaits() throws Exception {
        run("{}");
        Notifier notifier = new Notifier(run.context());
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
