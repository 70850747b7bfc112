package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.notify.desk.DeskRunner;
import io.jenkins.plugins.storefront.delivery.notify.desk.FileDeskStore;
import io.jenkins.plugins.storefront.delivery.notify.outbox.FileOutboxStore;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxLimits;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxRunner;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeskTarget;
import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure that nobody reacts to, at the sandbox's Slack, across a restart of the desk. */
class EscalationTest {
    @TempDir
    private Path folder;

    private final ThreadWorkPool pool = new ThreadWorkPool("test", 4);
    private SandboxSlack slack;
    private OutboxRunner outbox;
    private NoticeHost host;

    @BeforeEach
    void start() throws Exception {
        slack = SandboxSlack.start();
        host = new NoticeHost() {
            @Override
            public Settings settings(String origin) {
                return new Settings(
                        List.of(),
                        List.of(new SlackSettings("shop", "slack", "#ops", slack.apiUrl())),
                        List.of(),
                        List.of(),
                        List.of());
            }

            @Override
            public SecretStore secrets(String origin) {
                return new OneSecret(slack.token());
            }
        };
        outbox = new OutboxRunner(
                new FileOutboxStore(folder.resolve("outbox")),
                new NoticeCourier(host, Clock.systemUTC()),
                pool,
                Clock.systemUTC(),
                () -> 0.5,
                OutboxLimits.USUAL,
                receipt -> {});
    }

    @AfterEach
    void stop() {
        outbox.close();
        pool.close();
        slack.close();
    }

    /** Everybody's token. */
    private record OneSecret(Secret token) implements SecretStore {
        @Override
        public <T extends Credential> T find(String id, Class<T> type, String purpose) {
            return type.cast(new Credential.Text(token));
        }

        @Override
        public java.util.Collection<String> known(Class<? extends Credential> kind) {
            return List.of();
        }

        @Override
        public String mask(String text) {
            return text;
        }
    }

    private DeskRunner desk() throws Exception {
        return new DeskRunner(
                new FileDeskStore(folder.resolve("desk.json")),
                outbox,
                new DeskComposer(host),
                new NoticeReactions(host, outbox),
                pool,
                Clock.systemUTC());
    }

    private void fail(DeskRunner desk, Duration patience) throws Exception {
        Instant now = Instant.now();
        SlackMessage text = SlackMessage.section("It failed", "It failed");
        outbox.put(
                new OutboxNotice(
                        "loud",
                        "slack:shop:#ops",
                        "slack",
                        "#ops",
                        "run",
                        null,
                        null,
                        now,
                        now.plusSeconds(600),
                        null,
                        null,
                        new Payload("shop", List.of("#ops"), "It failed", text.blocks(), "It failed", null, false)
                                .write()),
                null);
        await().until(() -> outbox.reference("loud").isPresent());
        desk.take(
                List.of(),
                new DeskWatch(
                        "w",
                        "shop → production",
                        "It failed",
                        "https://jenkins.example.com/job/shop/1/",
                        "run",
                        now,
                        now.plus(patience),
                        "shop",
                        List.of("loud"),
                        List.of(new DeskTarget("slack", "shop", List.of("#boss"), List.of())),
                        null),
                null);
    }

    private long told() {
        return slack.messages().stream()
                .filter(one -> one.channel().equals("#boss"))
                .count();
    }

    @Test
    void isToldToOthersOnceAlsoAfterARestart() throws Exception {
        DeskRunner first = desk();
        first.start();
        fail(first, Duration.ofSeconds(2));
        first.close();
        DeskRunner second = desk();
        second.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> told() == 1);
        assertThat(slack.messages().get(1).blocks()).contains("Nobody has acknowledged: It failed");
        assertThat(second.open()).singleElement().matches(one -> one.escalatedAt() != null);
        second.close();
    }

    @Test
    void isNotToldToOthersWhereSomebodyReacted() throws Exception {
        DeskRunner desk = desk();
        desk.start();
        fail(desk, Duration.ofSeconds(2));
        slack.react(slack.messages().get(0), "eyes", "U0MEMBER1");
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.open().isEmpty());
        assertThat(told()).isZero();
        desk.close();
    }
}
