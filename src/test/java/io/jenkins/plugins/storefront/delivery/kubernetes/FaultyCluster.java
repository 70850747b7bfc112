package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.BookedDelivery;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sandbox's cluster behind a {@link FaultyApi}, and a run that rolls out to it. Its release is on disk, so that commands that are
 * given meanwhile reach it.
 */
final class FaultyCluster implements AutoCloseable {
    private final SandboxCluster sandbox = new SandboxCluster(image -> null);
    private final FaultyApi api = new FaultyApi(sandbox.url());
    private final TestDelivery run;
    private final BookedDelivery delivery;
    private volatile ClusterSource source;
    private volatile String written;

    FaultyCluster(Path project) throws Exception {
        Settings settings = new Settings(List.of(), List.of(), List.of(), List.of(), List.of());
        run = new TestDelivery(project, settings, Map.of());
        source = name -> login(api.url());
        delivery = new BookedDelivery(run.context(), project.resolve("release")) {
            @Override
            public ClusterSource clusters() {
                return source;
            }
        };
    }

    @Override
    public void close() throws Exception {
        run.close();
        api.close();
        sandbox.close();
    }

    FaultyApi api() {
        return api;
    }

    TestDelivery run() {
        return run;
    }

    FileReleaseBook book() {
        return delivery.release();
    }

    /** That logs in to the cluster. */
    Secret token() {
        return sandbox.adminToken();
    }

    /** What a session wrote down last. */
    String written() {
        return written;
    }

    private ClusterEndpoint login(String url) {
        return ClusterEndpoint.Address.withToken(url, null, token(), "default");
    }

    /** The cluster itself, without faults; the caller closes it. */
    Cluster behind() throws Exception {
        return Clusters.open(ClusterEndpoint.Address.withToken(sandbox.url(), null, token(), "default"));
    }

    /** How often it is logged in from now on. */
    AtomicInteger countLogins() {
        AtomicInteger logins = new AtomicInteger();
        source = name -> {
            logins.incrementAndGet();
            return login(api.url());
        };
        return logins;
    }

    /** What is begun from now on shares no connection with what was: its address is another, of the same server. */
    void connectAnew() {
        source = name -> login(api.url() + "/");
    }

    static String app(String name, String behaviour) {
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

    /** @param behaviour annotations of the pods, which tell the sandbox how they behave */
    CompletableFuture<RolloutMachine.End> begin(String name, String behaviour, Duration timeout) throws Exception {
        CompletableFuture<RolloutMachine.End> ended = new CompletableFuture<>();
        session(ended).start(request(name, behaviour, timeout));
        return ended;
    }

    /** @param manifests YAML of all that is rolled out */
    CompletableFuture<RolloutMachine.End> begin(String id, String manifests) throws Exception {
        CompletableFuture<RolloutMachine.End> ended = new CompletableFuture<>();
        session(ended).start(of(id, manifests, Duration.ofMinutes(1)));
        return ended;
    }

    RolloutSession session(CompletableFuture<RolloutMachine.End> ended) {
        return new RolloutSession(delivery, host(ended));
    }

    private RolloutSession.Host host(CompletableFuture<RolloutMachine.End> ended) {
        return new RolloutSession.Host() {
            @Override
            public void persist(String state) {
                written = state;
            }

            @Override
            public void ended(RolloutState state, RolloutMachine.End end) {
                ended.complete(end);
            }
        };
    }

    /** Begins a second version of what serves, which gets its traffic once somebody promotes it. */
    CompletableFuture<RolloutMachine.End> beginBlueGreen(String id, String name) throws Exception {
        CompletableFuture<RolloutMachine.End> ended = new CompletableFuture<>();
        String manifests = app(name, "").replace(name + ":1", name + ":2");
        new StrategySession(delivery, host(ended))
                .start(
                        of(id, manifests, Duration.ofMinutes(1)),
                        Strategy.blueGreen(true, Duration.ZERO, List.of(), List.of()));
        return ended;
    }

    /** Begins a rollout by a strategy, as {@code clusterRollout} does. */
    CompletableFuture<RolloutMachine.End> beginRolling(String id, String name) throws Exception {
        CompletableFuture<RolloutMachine.End> ended = new CompletableFuture<>();
        new StrategySession(delivery, host(ended))
                .start(of(id, app(name, ""), Duration.ofMinutes(1)), Strategy.rolling());
        return ended;
    }

    static RolloutRequest request(String name, String behaviour, Duration timeout) throws Exception {
        return of(name, app(name, behaviour), timeout);
    }

    private static RolloutRequest of(String id, String manifests, Duration timeout) throws Exception {
        return new RolloutRequest(
                id,
                null,
                "main",
                "default",
                Manifests.parse(manifests, "test"),
                Map.of(),
                timeout,
                Duration.ofSeconds(60),
                1,
                false,
                RolloutOptions.NONE,
                WaitRules.USUAL);
    }

    static RolloutMachine.End end(CompletableFuture<RolloutMachine.End> ended) throws Exception {
        return ended.get(30, TimeUnit.SECONDS);
    }

    /** Waits until nobody has the turn; asks the cluster itself. */
    void awaitFree() throws Exception {
        try (Cluster cluster = behind()) {
            WorkloadRef lease = new WorkloadRef("coordination.k8s.io/v1", "Lease", "default", "storefront");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Fields.text(cluster.get(lease), "spec", "holderIdentity") == null);
        }
    }

    void awaitProgress() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> run.events().stream().anyMatch(WorkloadProgressed.class::isInstance));
    }
}
