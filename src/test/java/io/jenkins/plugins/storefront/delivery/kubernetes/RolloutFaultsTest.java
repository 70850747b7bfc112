package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.event.RolloutCommanded;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutStateJson;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout over an API server that is slow, busy, broken, away, or no longer accepts the login. */
class RolloutFaultsTest {
    private SandboxCluster sandbox;
    private FaultyApi api;
    private TestDelivery run;
    private ClusterSource source;
    private FileReleaseBook book;
    private volatile String written;

    @BeforeEach
    void start(@TempDir Path project) throws Exception {
        sandbox = new SandboxCluster(image -> null);
        api = new FaultyApi(sandbox.url());
        Settings settings = new Settings(List.of(), List.of(), List.of(), List.of(), List.of());
        run = new TestDelivery(project, settings, Map.of());
        source = name -> login(sandbox.adminToken());
        book = FileReleaseBook.open(project.resolve("release"));
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        api.close();
        sandbox.close();
    }

    private ClusterEndpoint login(Secret token) {
        return ClusterEndpoint.Address.withToken(api.url(), null, token, "default");
    }

    private DeliveryContext delivery() {
        DeliveryContext whole = run.context();
        EventSink events = event -> {
            book.publish(event);
            whole.events().publish(event);
        };
        return (DeliveryContext) Proxy.newProxyInstance(
                DeliveryContext.class.getClassLoader(),
                new Class<?>[] {DeliveryContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "clusters" -> source;
                    case "release" -> book;
                    case "events" -> events;
                    default -> method.invoke(whole, arguments);
                });
    }

    private static String app(String name, String behaviour) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s}
                spec: {selector: {app: %1$s}, ports: [{port: 80}]}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}, annotations: {%2$s}}
                    spec: {containers: [{name: app, image: "shop/%1$s:1"}]}
                """.formatted(name, behaviour);
    }

    private CompletableFuture<RolloutMachine.End> begin(String name, String behaviour, Duration timeout)
            throws Exception {
        CompletableFuture<RolloutMachine.End> ended = new CompletableFuture<>();
        session(ended).start(request(name, behaviour, timeout));
        return ended;
    }

    private RolloutSession session(CompletableFuture<RolloutMachine.End> ended) {
        return new RolloutSession(delivery(), new RolloutSession.Host() {
            @Override
            public void persist(String state) {
                written = state;
            }

            @Override
            public void ended(RolloutState state, RolloutMachine.End end) {
                ended.complete(end);
            }
        });
    }

    private static RolloutRequest request(String name, String behaviour, Duration timeout) throws Exception {
        return new RolloutRequest(
                name,
                null,
                "main",
                "default",
                Manifests.parse(app(name, behaviour), "test"),
                Map.of(),
                timeout,
                Duration.ofSeconds(60),
                1,
                false,
                WaitRules.USUAL);
    }

    private static RolloutMachine.End end(CompletableFuture<RolloutMachine.End> ended) throws Exception {
        return ended.get(30, TimeUnit.SECONDS);
    }

    private void awaitProgress() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> run.events().stream().anyMatch(WorkloadProgressed.class::isInstance));
    }

    @Test
    void survivesAnswersOfABusyServerAndWatchesThatBreak() throws Exception {
        Random random = new Random(7);
        AtomicBoolean wild = new AtomicBoolean();
        api.rule = (path, query, token) -> {
            synchronized (random) {
                return !wild.get() || random.nextInt(3) > 0 ? 0 : new int[] {429, 500, 503, -1}[random.nextInt(4)];
            }
        };
        CompletableFuture<RolloutMachine.End> ended = begin("web", "behaviour/delay: 4s", Duration.ofMinutes(2));
        wild.set(true);
        for (int i = 0; i < 6; i++) {
            int before = api.watchesOpened();
            api.cut();
            await().atMost(Duration.ofSeconds(20)).until(() -> ended.isDone() || api.watchesOpened() > before);
        }
        wild.set(false);
        assertThat(end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void goesOnAfterTheServerWasAway() throws Exception {
        CompletableFuture<RolloutMachine.End> ended = begin("web", "behaviour/delay: 3s", Duration.ofMinutes(2));
        awaitProgress();
        AtomicInteger unanswered = new AtomicInteger();
        api.rule = (path, query, token) -> {
            unanswered.incrementAndGet();
            return -1;
        };
        api.cut();
        await().atMost(Duration.ofSeconds(20)).until(() -> unanswered.get() > 10);
        assertThat(ended).isNotDone();
        api.rule = (path, query, token) -> 0;
        assertThat(end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void saysThatTheServerStayedAway() throws Exception {
        CompletableFuture<RolloutMachine.End> ended = begin("web", "behaviour: unready", Duration.ofSeconds(8));
        awaitProgress();
        api.rule = (path, query, token) -> -1;
        api.cut();
        RolloutMachine.End end = end(ended);
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.causes().get(0).code()).isEqualTo("ClusterUnreachable");
    }

    @Test
    void looksOnceMoreWhereTheTimeWasOverWhileTheHostWasDown() throws Exception {
        RolloutSession dies = session(new CompletableFuture<>());
        dies.start(request("web", "behaviour/delay: 2s", Duration.ofMinutes(2)));
        awaitProgress();
        dies.stop();
        CountDownLatch silent = new CountDownLatch(1);
        api.rule = (path, query, token) -> {
            await().until(() -> !path.endsWith("/pods") || silent.getCount() == 0);
            return 0;
        };
        // An address of its own has no view that is already there
        source = name -> ClusterEndpoint.Address.withToken(api.url() + "/", null, sandbox.adminToken(), "default");
        CompletableFuture<RolloutMachine.End> ended = new CompletableFuture<>();
        session(ended)
                .resume(RolloutStateJson.write(
                        RolloutStateJson.read(written).until(Instant.now().minusSeconds(60))));
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        assertThat(ended).isNotDone();
        silent.countDown();
        assertThat(end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void listsAnewWhatAServerHasForgotten() throws Exception {
        AtomicInteger forgotten = new AtomicInteger();
        CompletableFuture<RolloutMachine.End> ended = begin("web", "behaviour/delay: 3s", Duration.ofMinutes(2));
        awaitProgress();
        api.rule = (path, query, token) -> query.contains("watch=true") && forgotten.incrementAndGet() <= 6 ? 410 : 0;
        api.cut();
        assertThat(end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(forgotten.get()).isGreaterThan(6);
    }

    @Test
    void logsInAnewWhenATokenExpires() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        AtomicBoolean expired = new AtomicBoolean();
        String good = sandbox.adminToken().reveal();
        source = name -> {
            logins.incrementAndGet();
            return login(sandbox.adminToken());
        };
        CompletableFuture<RolloutMachine.End> ended = begin("web", "behaviour/delay: 4s", Duration.ofMinutes(2));
        awaitProgress();
        int before = logins.get();
        api.rule = (path, query, token) -> token.contains(good) && expired.get() && logins.get() == before ? 401 : 0;
        expired.set(true);
        api.cut();
        assertThat(end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(logins.get()).isEqualTo(before + 1);
    }

    @Test
    void logsInAnewForACallThatIsRefusedBeforeAnythingIsWatched() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        source = name -> {
            logins.incrementAndGet();
            return login(sandbox.adminToken());
        };
        api.rule = (path, query, token) -> logins.get() == 1 ? 401 : 0;
        assertThat(end(begin("web", "", Duration.ofMinutes(1))).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(logins.get()).isEqualTo(2);
    }

    @Test
    void logsInAnewForWritesAfterALongWait() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        AtomicBoolean expired = new AtomicBoolean();
        source = name -> {
            logins.incrementAndGet();
            return login(sandbox.adminToken());
        };
        CompletableFuture<RolloutMachine.End> ended = new CompletableFuture<>();
        StrategySession session = new StrategySession(delivery(), new RolloutSession.Host() {
            @Override
            public void persist(String state) {
                // Nobody dies here
            }

            @Override
            public void ended(RolloutState state, RolloutMachine.End end) {
                ended.complete(end);
            }
        });
        assertThat(end(begin("web", "", Duration.ofMinutes(1))).outcome()).isEqualTo(Outcome.SUCCEEDED);
        session.start(
                new RolloutRequest(
                        "second",
                        null,
                        "main",
                        "default",
                        Manifests.parse(app("web", "").replace("web:1", "web:2"), "test"),
                        Map.of(),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(60),
                        1,
                        false,
                        WaitRules.USUAL),
                Strategy.blueGreen(true, Duration.ZERO, List.of(), List.of()));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        book.current().strategyOf("second").waitsFor())
                .as(run.log())
                .isEqualTo("promote"));
        int before = logins.get();
        // Watches that are open stay open when a token expires; what asks next is refused
        api.rule = (path, query, token) -> expired.get() && logins.get() == before ? 401 : 0;
        expired.set(true);
        book.publish(
                new RolloutCommanded(run.context().clock().instant(), "second", RolloutAction.PROMOTE, "the test"));
        RolloutMachine.End end = end(ended);
        assertThat(end.outcome()).as(end.verdict()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(logins.get()).isGreaterThan(before);
    }

    @Test
    void failsClearlyWhenANewLoginIsNotAcceptedEither() throws Exception {
        CompletableFuture<RolloutMachine.End> ended = begin("web", "behaviour/delay: 20s", Duration.ofMinutes(2));
        awaitProgress();
        api.rule = (path, query, token) -> 401;
        api.cut();
        RolloutMachine.End end = end(ended);
        assertThat(end.causes().get(0).code()).isEqualTo("NotLoggedIn");
        assertThat(end.verdict()).contains("after logging in anew", "renew the credential of cluster main");
    }

    @Test
    void makesDoWithoutKindsThatTheLoginMayNotSee() throws Exception {
        api.rule = (path, query, token) -> path.endsWith("/events") || path.endsWith("/endpointslices") ? 403 : 0;
        assertThat(end(begin("web", "", Duration.ofMinutes(1))).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(run.log()).contains("may not look at EndpointSlices of default, Events of default");
    }

    @Test
    void refusesAtOnceWhereTheLoginMayNotWatch() throws Exception {
        api.rule = (path, query, token) -> path.endsWith("/pods") ? 403 : 0;
        RolloutMachine.End end = end(begin("web", "", Duration.ofMinutes(1)));
        assertThat(end.causes().get(0).code()).isEqualTo("Refused");
        assertThat(end.verdict()).contains("Pods of default", "403", "get, list and watch");
    }

    @Test
    void manyWaitsShareOneWatchPerKind() throws Exception {
        List<CompletableFuture<RolloutMachine.End>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(begin("web-" + i, "behaviour/delay: 2s", Duration.ofMinutes(2)));
        }
        for (CompletableFuture<RolloutMachine.End> one : all) {
            assertThat(end(one).outcome()).isEqualTo(Outcome.SUCCEEDED);
        }
        assertThat(api.mostWatches().values()).allMatch(most -> most == 1);
        assertThat(Connections.of(run.context().pool(), run.context().clock()).size())
                .isEqualTo(1);
    }

    @Test
    void anotherLoginHasItsOwnWatches() throws Exception {
        CompletableFuture<RolloutMachine.End> first = begin("web-1", "behaviour/delay: 3s", Duration.ofMinutes(2));
        source = name -> ClusterEndpoint.Address.withToken(api.url() + "/", null, sandbox.adminToken(), "default");
        CompletableFuture<RolloutMachine.End> second = begin("web-2", "behaviour/delay: 3s", Duration.ofMinutes(2));
        assertThat(end(first).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(end(second).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(api.mostWatches().values()).contains(2);
    }
}
