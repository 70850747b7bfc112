package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxEntry;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SlackAnswer;
import java.nio.file.Path;
import java.time.Clock;
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

/** Notices to Slack, over the wire and through Slack's own SDK, to the sandbox's Slack. */
class SlackNoticeTest {
    @TempDir
    private Path project;

    private SandboxSlack slack;
    private TestDelivery run;

    @BeforeEach
    void start() throws Exception {
        slack = SandboxSlack.start();
        connect(slack.token());
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        slack.close();
    }

    private void connect(Secret credential) throws Exception {
        if (run != null) {
            run.close();
        }
        Settings settings = new Settings(
                List.of(),
                List.of(new SlackSettings("shop", "slack", "#releases", slack.apiUrl())),
                List.of(),
                List.of(),
                List.of());
        run = new TestDelivery(project, settings, Map.of("slack", new Credential.Text(credential)));
    }

    private String send(String channel, String message) throws Exception {
        Notifier notifier = new Notifier(run.context());
        return Receipts.reference(notifier, notice(notifier, channel, message));
    }

    private String sendInTheEnd(String channel, String message) throws Exception {
        Notifier notifier = new Notifier(run.context());
        return Receipts.last(notifier, notice(notifier, channel, message)).reference();
    }

    private static OutboxNotice notice(Notifier notifier, String channel, String message) throws DeliveryException {
        return notifier.slack(
                new SlackRequest(UUID.randomUUID().toString(), null, channel, message, null, null, null, false));
    }

    /** The message of the error that it must fail with; what is told as an event must be the same. */
    private String failure(String channel) throws Exception {
        try {
            send(channel, "It is out");
        } catch (DeliveryException e) {
            assertThat(run.events(NoticeSent.class)).isEmpty();
            assertThat(run.events(NoticeFailed.class))
                    .allSatisfy(event -> assertThat(event.reason()).isEqualTo(e.getMessage()));
            assertThat(e.getMessage()).doesNotContain("\n");
            return e.getMessage();
        }
        throw new AssertionError("it was sent");
    }

    @Test
    void postsBlocksAndTextWithABotToken() throws Exception {
        String reference = send("#shop", "Größer & <besser>");
        assertThat(reference).matches("C0[0-9A-F]{8}/\\d+\\.000001");
        assertThat(slack.messages()).singleElement().satisfies(message -> {
            assertThat(message.channel()).isEqualTo("#shop");
            assertThat(message.text()).isNotBlank();
            assertThat(message.blocks()).contains("Größer &amp; &lt;besser&gt;");
        });
        assertThat(run.events(NoticeSent.class)).singleElement().satisfies(event -> {
            assertThat(event.reference()).isEqualTo(reference);
            assertThat(event.body()).isEqualTo(slack.messages().get(0).blocks());
        });
    }

    @Test
    void postsToTheConnectionsOwnChannelWhereNoneIsNamed() throws Exception {
        send(null, "It is out");
        assertThat(slack.messages()).extracting(SandboxSlack.Message::channel).containsExactly("#releases");
    }

    @Test
    void postsToAnIncomingWebhook() throws Exception {
        connect(slack.webhookUrl());
        assertThat(send(null, "It is out")).isEmpty();
        assertThat(slack.messages()).singleElement().satisfies(message -> {
            assertThat(message.channel()).isEqualTo(SandboxSlack.WEBHOOK_CHANNEL);
            assertThat(message.blocks()).contains("It is out");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void triesAgainWhenSlackHasTooManyAndSendsOnce(boolean webhook) throws Exception {
        if (webhook) {
            connect(slack.webhookUrl());
        }
        slack.answerNext(SlackAnswer.tooMany(0), SlackAnswer.tooMany(0));
        sendInTheEnd(null, "It is out");
        assertThat(slack.calls()).isEqualTo(3);
        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void waitsAsLongAsSlackAsks() throws Exception {
        slack.answerNext(SlackAnswer.tooMany(1));
        Instant begin = Instant.now();
        sendInTheEnd(null, "It is out");
        assertThat(slack.messages()).singleElement().satisfies(message -> assertThat(message.at())
                .isAfterOrEqualTo(begin.plusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void triesAgainWhereSlackItselfFails(boolean webhook) throws Exception {
        if (webhook) {
            connect(slack.webhookUrl());
        }
        slack.answerNext(SlackAnswer.failure(503));
        sendInTheEnd(null, "It is out");
        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void saysWhatItWaitsFor() throws Exception {
        slack.answerNext(SlackAnswer.tooMany(30));
        assertThat(failure(null)).isEqualTo("Slack 'shop' answers 429 and wants 30 s of rest");
    }

    @Test
    void doesNotPostAgainWhatSlackTookBeforeItFailed() throws Exception {
        slack.answerNext(SlackAnswer.failureAfterTaking(503));
        assertThat(sendInTheEnd("#shop", "It is out")).matches("C0[0-9A-F]{8}/\\d+\\.000001");
        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void postsNothingAgainWhileSlackDoesNotSayWhatItHas() throws Exception {
        OutboxNotice notice = notice(new Notifier(run.context()), "#shop", "It is out");
        SlackSettings settings = run.context().settings().slack(null);
        SlackSender sender = new SlackSender(
                settings, slack.token(), OutgoingProxy.NONE, null, new SlackPeople.All(Clock.systemUTC()).of(settings));
        OutboxEntry interrupted = new OutboxEntry(
                notice.with(""), 1, 1, OutboxEntry.Phase.SENDING, 1, true, null, null, null, null, null);
        for (String passing : List.of("internal_error", "ratelimited", "fatal_error")) {
            slack.answerNext(SlackAnswer.refusal(passing));
            assertThat(sender.send(interrupted, Payload.read(notice.payload())))
                    .isInstanceOfSatisfying(CourierAnswer.Failed.class, failed -> assertThat(failed.maybeSent())
                            .isTrue());
        }
        assertThat(slack.messages()).isEmpty();
        slack.answerNext(SlackAnswer.refusal("missing_scope"));
        assertThat(sender.send(interrupted, Payload.read(notice.payload()))).isInstanceOf(CourierAnswer.Sent.class);
        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void triesAgainWhereAProxyAnswersAPage() throws Exception {
        slack.answerNext(SlackAnswer.page("<html><body>Please log in</body></html>"));
        assertThat(failure("#shop")).contains("something else than JSON", "what is between here and there");
    }

    @Test
    void saysThatTheTokenIsNotKnownAndDoesNotShowIt() throws Exception {
        String wrong = "xoxb-0123456789-wrong";
        connect(Secret.of(wrong));
        assertThat(failure("#shop"))
                .isEqualTo("Slack 'shop', channel #shop: Slack does not know the token; renew the credential of this"
                        + " connection");
        assertThat(run.log() + run.events()).doesNotContain(wrong);
        assertThat(slack.calls()).isEqualTo(1);
    }

    @Test
    void saysThatTheWebhookIsNotKnownAndDoesNotShowIt() throws Exception {
        connect(Secret.of(slack.webhookUrl().reveal() + "0"));
        assertThat(failure(null))
                .isEqualTo("Slack 'shop': the webhook answers 403 invalid_token; check the credential of this"
                        + " connection");
        assertThat(run.log() + run.events()).doesNotContain("/services/");
    }

    @ParameterizedTest
    @CsvSource({
        "channel_not_found,invite the bot or correct the name",
        "not_in_channel,/invite",
        "missing_scope,chat:write",
        "restricted_action,refused: restricted_action"
    })
    void saysWhatToDoAboutARefusal(String word, String advice) throws Exception {
        slack.answerNext(SlackAnswer.refusal(word));
        assertThat(failure("#shop")).startsWith("Slack 'shop', channel #shop: ").contains(advice);
    }

    @Test
    void saysThatSlackCannotBeReached() throws Exception {
        slack.close();
        assertThat(failure("#shop")).startsWith("Slack 'shop' cannot be reached: ");
    }

    @Test
    void saysThatTheCredentialIsMissing() throws Exception {
        run.close();
        run = new TestDelivery(
                project,
                new Settings(
                        List.of(),
                        List.of(new SlackSettings("shop", "slak", null, slack.apiUrl())),
                        List.of(),
                        List.of(),
                        List.of()),
                Map.of("slack", new Credential.Text(slack.token())));
        assertThat(failure("#shop")).contains("'slak'", "did you mean 'slack'?");
    }

    @Test
    void knowsItsTokenByAuthTest() throws Exception {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(slack.apiUrl());
        try (Slack sdk = Slack.getInstance(config)) {
            assertThat(sdk.methods(slack.token().reveal())
                            .authTest(request -> request)
                            .isOk())
                    .isTrue();
            assertThat(sdk.methods("xoxb-other").authTest(request -> request).getError())
                    .isEqualTo("invalid_auth");
        }
    }
}
