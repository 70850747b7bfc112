package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.event.RolloutCommanded;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout by a login that expires, or that may not do or see all. */
class RolloutLoginTest {
    private FaultyCluster faulty;

    @BeforeEach
    void start(@TempDir Path project) throws Exception {
        faulty = new FaultyCluster(project);
    }

    @AfterEach
    void stop() throws Exception {
        faulty.close();
    }

    @Test
    void logsInAnewWhenATokenExpires() throws Exception {
        AtomicInteger logins = faulty.countLogins();
        AtomicBoolean expired = new AtomicBoolean();
        String good = faulty.token().reveal();
        CompletableFuture<RolloutMachine.End> ended = faulty.begin("web", "behaviour/delay: 4s", Duration.ofMinutes(2));
        faulty.awaitProgress();
        int before = logins.get();
        faulty.api().rule =
                (path, query, token) -> token.contains(good) && expired.get() && logins.get() == before ? 401 : 0;
        expired.set(true);
        faulty.api().cut();
        assertThat(FaultyCluster.end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(logins.get()).isEqualTo(before + 1);
    }

    @Test
    void logsInAnewForACallThatIsRefusedBeforeAnythingIsWatched() throws Exception {
        AtomicInteger logins = faulty.countLogins();
        faulty.api().rule = (path, query, token) -> logins.get() == 1 ? 401 : 0;
        assertThat(FaultyCluster.end(faulty.begin("web", "", Duration.ofMinutes(1)))
                        .outcome())
                .isEqualTo(Outcome.SUCCEEDED);
        assertThat(logins.get()).isEqualTo(2);
    }

    @Test
    void logsInAnewForWritesAfterALongWait() throws Exception {
        AtomicInteger logins = faulty.countLogins();
        AtomicBoolean expired = new AtomicBoolean();
        assertThat(FaultyCluster.end(faulty.begin("web", "", Duration.ofMinutes(1)))
                        .outcome())
                .isEqualTo(Outcome.SUCCEEDED);
        CompletableFuture<RolloutMachine.End> ended = faulty.beginBlueGreen("second", "web");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        faulty.book().current().strategyOf("second").waitsFor())
                .as(faulty.run().log())
                .isEqualTo("promote"));
        int before = logins.get();
        // Watches that are open stay open when a token expires; what asks next is refused
        faulty.api().rule = (path, query, token) -> expired.get() && logins.get() == before ? 401 : 0;
        expired.set(true);
        faulty.book()
                .publish(new RolloutCommanded(
                        faulty.run().context().clock().instant(), "second", RolloutAction.PROMOTE, "the test"));
        RolloutMachine.End end = FaultyCluster.end(ended);
        assertThat(end.outcome()).as(end.verdict()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(logins.get()).isGreaterThan(before);
    }

    @Test
    void failsClearlyWhenANewLoginIsNotAcceptedEither() throws Exception {
        CompletableFuture<RolloutMachine.End> ended =
                faulty.begin("web", "behaviour/delay: 20s", Duration.ofMinutes(2));
        faulty.awaitProgress();
        faulty.api().rule = (path, query, token) -> 401;
        faulty.api().cut();
        RolloutMachine.End end = FaultyCluster.end(ended);
        assertThat(end.causes().get(0).code()).isEqualTo("NotLoggedIn");
        assertThat(end.verdict()).contains("after logging in anew", "renew the credential of cluster main");
    }

    @Test
    void makesDoWithoutKindsThatTheLoginMayNotSee() throws Exception {
        faulty.api().rule =
                (path, query, token) -> path.endsWith("/events") || path.endsWith("/endpointslices") ? 403 : 0;
        assertThat(FaultyCluster.end(faulty.begin("web", "", Duration.ofMinutes(1)))
                        .outcome())
                .isEqualTo(Outcome.SUCCEEDED);
        assertThat(faulty.run().log()).contains("may not look at EndpointSlices of default, Events of default");
    }

    @Test
    void refusesAtOnceWhereTheLoginMayNotWatch() throws Exception {
        faulty.api().rule = (path, query, token) -> path.endsWith("/pods") ? 403 : 0;
        RolloutMachine.End end = FaultyCluster.end(faulty.begin("web", "", Duration.ofMinutes(1)));
        assertThat(end.causes().get(0).code()).isEqualTo("Refused");
        assertThat(end.verdict()).contains("Pods of default", "403", "get, list and watch");
    }

    @Test
    void anotherLoginHasItsOwnWatches() throws Exception {
        CompletableFuture<RolloutMachine.End> first =
                faulty.begin("web-1", "behaviour/delay: 3s", Duration.ofMinutes(2));
        faulty.connectAnew();
        CompletableFuture<RolloutMachine.End> second =
                faulty.begin("web-2", "behaviour/delay: 3s", Duration.ofMinutes(2));
        assertThat(FaultyCluster.end(first).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(FaultyCluster.end(second).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(faulty.api().mostWatches().values()).contains(2);
    }
}
