package io.jenkins.plugins.storefront.delivery.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer.Busy;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer.Failed;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer.Refused;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer.Sent;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings.Kind;
import io.jenkins.plugins.storefront.runner.sandbox.webhook.SandboxWebhooks;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What each receiver takes, and what its answers mean; the sandbox answers as the receivers document. */
class WebhookSenderTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:40:00Z");

    private SandboxWebhooks robots;

    @BeforeEach
    void start() throws Exception {
        robots = SandboxWebhooks.start(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        robots.close();
    }

    private static ChatText said(String text, String url) {
        return new ChatText("shop/main #42: release to production failed", text, ChatText.Mood.BAD, url, "Open");
    }

    private static String body(Kind kind, String text) {
        return kind == Kind.JSON
                ? "{\"version\":1,\"text\":\"发布\"}"
                : ChatMessages.of(kind, said(text, "https://jenkins.example.com/job/shop/42/release/"));
    }

    private WebhookSender sender(Kind kind, Secret address, Secret key) {
        return new WebhookSender(
                new WebhookSettings("shop", kind, "address", null, null), address, key, OutgoingProxy.NONE, 2000);
    }

    private CourierAnswer send(Kind kind) throws Exception {
        return sender(kind, robots.address(kind), robots.key()).send("n1", body(kind, "payment: 失败"), NOW);
    }

    private String refusal(CourierAnswer answer, Kind kind) {
        assertThat(answer).isInstanceOf(Refused.class);
        return reason(answer, kind);
    }

    private String reason(CourierAnswer answer, Kind kind) {
        String reason = answer instanceof Refused refused
                ? refused.reason()
                : answer instanceof Failed failed ? failed.reason() : ((Busy) answer).reason();
        String address = robots.address(kind).reveal();
        assertThat(reason)
                .startsWith("webhook 'shop' (" + kind + ") ")
                .doesNotContain(
                        address,
                        address.substring(address.length() - 32),
                        robots.key().reveal(),
                        "\n");
        return reason;
    }

    @ParameterizedTest
    @EnumSource
    void takesTheMessage(Kind kind) throws Exception {
        assertThat(send(kind)).isEqualTo(new Sent("", null));
        assertThat(robots.taken()).singleElement().satisfies(taken -> assertThat(taken.kind())
                .isEqualTo(kind));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "JSON")
    void takesAMessageOfARunThatHasNoAddress(Kind kind) throws Exception {
        String body = ChatMessages.of(kind, said("payment", ""));
        assertThat(sender(kind, robots.address(kind), robots.key()).send("n1", body, NOW))
                .isEqualTo(new Sent("", null));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "JSON")
    void cutsWhatTheChatWouldNotTake(Kind kind) throws Exception {
        String body =
                body(kind, ("<@all> 长日志 [x](https://evil.example.com) **b** " + "日".repeat(4000) + "\n").repeat(100));
        assertThat(sender(kind, robots.address(kind), robots.key()).send("n1", body, NOW))
                .isEqualTo(new Sent("", null));
        assertThat(robots.taken().get(0).body()).contains("…").doesNotContain("\uFFFD");
    }

    @ParameterizedTest
    @CsvSource({
        "TEAMS, answers 401, check the credential of its address",
        "DINGTALK, answers 300001 token is not exist, renew the credential of its address",
        "FEISHU, answers 19001, renew the credential of its address",
        "WECOM, answers 93000 invalid webhook url, renew the credential of its address",
        "JSON, answers 404, check the credential of its address"
    })
    void saysThatTheAddressIsWrong(Kind kind, String what, String help) throws Exception {
        Secret wrong = Secret.of(
                robots.address(kind).reveal().replaceAll("[0-9a-f]{32}$", "0123456789abcdef0123456789abcdef"));
        assertThat(refusal(sender(kind, wrong, robots.key()).send("n1", body(kind, "text"), NOW), kind))
                .contains(what, help);
    }

    @ParameterizedTest
    @CsvSource({
        "DINGTALK, 310000 sign not match, signing key",
        "FEISHU, 19021 sign match fail, signing key",
        "JSON, 401 the signature does not match, check the credential"
    })
    void saysThatTheKeyIsWrong(Kind kind, String what, String help) throws Exception {
        assertThat(refusal(
                        sender(kind, robots.address(kind), Secret.of("SECother"))
                                .send("n1", body(kind, "text"), NOW),
                        kind))
                .contains(what, help);
    }

    @ParameterizedTest
    @EnumSource(names = {"DINGTALK", "FEISHU", "JSON"})
    void whatIsSentLateIsRefusedAndWhatIsSentAnewIsSignedAnew(Kind kind) throws Exception {
        WebhookSender sender = sender(kind, robots.address(kind), robots.key());
        String body = body(kind, "text");
        assertThat(sender.send("n1", body, NOW.minus(Duration.ofHours(2)))).isInstanceOf(Refused.class);
        assertThat(sender.send("n1", body, NOW)).isInstanceOf(Sent.class);
    }

    @Test
    void jsonIsNeverSentUnsigned() throws Exception {
        assertThat(refusal(sender(Kind.JSON, robots.address(Kind.JSON), null).send("n1", "{}", NOW), Kind.JSON))
                .contains("is not signed; choose a credential");
    }

    @Test
    void jsonCarriesWhatTellsTwoDeliveriesApart() throws Exception {
        send(Kind.JSON);
        assertThat(robots.taken().get(0).headers())
                .containsEntry("Storefront-delivery", List.of("n1"))
                .containsEntry("Storefront-timestamp", List.of("1795599600"))
                .containsEntry("Content-type", List.of("application/json; charset=utf-8"));
    }

    /** Worked out by another program. */
    @Test
    void signsAsTheReceiversDocument() {
        Instant at = Instant.ofEpochSecond(1764063600);
        Secret key = Secret.of("SECtest");
        assertThat(Signature.dingtalk(at, key)).isEqualTo("AHqWmqay4eSyuY6mZBa/dKwpmmyUhhinG5fsoGiPRDw=");
        assertThat(Signature.feishu(at, key)).isEqualTo("O3MZC1UnIg2JEDKsyzBx7k/QqjrN5Qb2+aA1a22QVbw=");
        assertThat(Signature.ours(at, "{\"a\":1}", key))
                .isEqualTo("v1=8720edb643c48319a87f081d2c40bae3f65c36483d8be6fb783d1f6e717a54d5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DINGTALK;{\"errcode\":130101,\"errmsg\":\"send too fast\"}",
                "FEISHU;{\"code\":11232,\"msg\":\"frequency limited\"}",
                "WECOM;{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}",
                "TEAMS;Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429"
            })
    void waitsAMinuteWhereAnAnswer200SaysTooMany(Kind kind, String body) throws Exception {
        robots.answerNext(new SandboxWebhooks.Answer(200, body, null));
        assertThat(send(kind)).isInstanceOfSatisfying(Busy.class, busy -> assertThat(busy.retryAfter())
                .isEqualTo(Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @EnumSource
    void waitsAsLongAsTheReceiverSays(Kind kind) throws Exception {
        robots.answerNext(new SandboxWebhooks.Answer(429, "", "7"));
        robots.answerNext(new SandboxWebhooks.Answer(503, "", "Wed, 25 Nov 2026 09:42:00 GMT"));
        assertThat(((Busy) send(kind)).retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(((Busy) send(kind)).retryAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatPassesFromWhatDoesNot(Kind kind) throws Exception {
        robots.answerNext(new SandboxWebhooks.Answer(502, "<html>Bad gateway", null));
        robots.answerNext(new SandboxWebhooks.Answer(302, "", null));
        robots.answerNext(new SandboxWebhooks.Answer(410, "gone\r\nSet-Cookie: x", null));
        assertThat(send(kind)).isInstanceOf(Failed.class);
        assertThat(refusal(send(kind), kind)).contains("302: it moved");
        assertThat(refusal(send(kind), kind)).contains("410 gone Set-Cookie");
    }

    @ParameterizedTest
    @EnumSource(names = {"DINGTALK", "FEISHU", "WECOM"})
    void aPageInsteadOfAnAnswerIsNoSuccess(Kind kind) throws Exception {
        robots.answerNext(new SandboxWebhooks.Answer(200, "<html>Please log in</html>", null));
        assertThat(send(kind)).isInstanceOf(Failed.class);
    }

    @Test
    void anAnswerWithoutEndIsReadToItsBeginningOnly() throws Exception {
        robots.answerNext(new SandboxWebhooks.Answer(200, "x".repeat(900_000), null));
        assertThat(reason(send(Kind.WECOM), Kind.WECOM)).hasSizeLessThan(300);
    }

    @Test
    void aReceiverThatIsSilentMayHaveTakenItAndOneThatIsNotThereHasNot() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Secret address = Secret.of("http://127.0.0.1:" + silent.getLocalPort() + "/secret-path");
            CourierAnswer answer = sender(Kind.JSON, address, robots.key()).send("n1", "{}", NOW);
            assertThat(answer).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.maybeSent()).isTrue();
                assertThat(failed.reason()).contains("no answer within 2 s").doesNotContain("secret-path");
            });
            silent.close();
            assertThat(sender(Kind.JSON, address, robots.key()).send("n1", "{}", NOW))
                    .isInstanceOfSatisfying(Failed.class, failed -> {
                        assertThat(failed.maybeSent()).isFalse();
                        assertThat(failed.reason()).doesNotContain("secret-path");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"http://chat.example.com/secret", "not an address", "file:///etc/passwd", "https:/nowhere", "''"})
    void anAddressMustBeOneWithTlsAndIsNotRepeated(String address) throws Exception {
        CourierAnswer answer = sender(Kind.TEAMS, Secret.of(address), null).send("n1", "{}", NOW);
        assertThat(answer).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo("webhook 'shop' (TEAMS) has no address: its credential must hold one that begins with"
                        + " https://"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "JSON")
    void aNameNeitherMentionsNorLinks(Kind kind) throws Exception {
        String hostile = "<@all> <!channel> [free](https://evil.example.com) **x** `y`\n# head";
        String text = ChatMessages.readsMarkdown(kind) ? ChatMessages.markdown(hostile) : hostile;
        String json = ChatMessages.of(
                kind, new ChatText(hostile.lines().findFirst().get(), text, ChatText.Mood.GOOD, "", ""));
        JsonNode message = new ObjectMapper().readTree(json);
        if (kind == Kind.TEAMS) {
            assertThat(message.findValues("type").stream().map(JsonNode::asText))
                    .as("no TextBlock, which would read markdown")
                    .doesNotContain("TextBlock")
                    .contains("TextRun");
        } else if (kind == Kind.FEISHU) {
            assertThat(message.findValues("tag").stream().map(JsonNode::asText))
                    .doesNotContain("lark_md", "markdown", "at");
        } else {
            assertThat(json).doesNotContain("<@", "](http", "**x**", "\\n# head");
        }
        assertThat(message.findValue("at")).isNull();
        assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThan(4096);
    }
}
