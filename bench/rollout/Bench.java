import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutRequest;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutSession;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.port.Runs;
import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A namespace on a real control plane, and rollouts to it as the plugin makes them, with everything else of a host left out. */
final class Bench implements AutoCloseable {
    /** With the timer, the answers' thread and the HTTP client's own these are 8. */
    static final int WORKERS = 5;

    final Path kubeconfig = Path.of(System.getenv("STOREFRONT_TEST_KUBECONFIG"));
    final String namespace = "bench-" + Long.toString(System.nanoTime(), 36);
    private final String content;
    private KubernetesClient client;

    Bench() throws IOException {
        content = Files.readString(kubeconfig);
    }

    /** Sees things happen by itself, so that what is measured is not asked when they did. */
    KubernetesClient client() {
        if (client == null) {
            client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(content))
                    .build();
        }
        return client;
    }

    @Override
    public void close() {
        client().namespaces().withName(namespace).delete();
        client.close();
    }

    String theNamespace() {
        return "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}\n---\n";
    }

    String deployment(String name, String annotations, String image, int replicas) {
        return theNamespace() + """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec: {replicas: %4$d, selector: {matchLabels: {app: %1$s}}, template: {
                  metadata: {labels: {app: %1$s}, annotations: {%2$s}},
                  spec: {containers: [{name: web, image: "shop/web:%3$s"}]}}}
                """.formatted(name, annotations, image, replicas);
    }

    /** A book in memory: what is measured is the wait. */
    private static final class Book implements ReleaseBook {
        private final Map<String, String> kept = new ConcurrentHashMap<>();

        @Override
        public Release current() {
            return Release.empty();
        }

        @Override
        public void keep(String name, String text) {
            kept.put(name, text);
        }

        @Override
        public Optional<String> kept(String name) {
            return Optional.ofNullable(kept.get(name));
        }
    }

    DeliveryContext delivery(ThreadWorkPool pool, Consumer<DeliveryEvent> listener) {
        ClusterSource clusters = name -> new ClusterEndpoint.Kubeconfig(Secret.of(content), null, null, true);
        EventSink events = listener::accept;
        Sealer sealer = new Sealer() {
            @Override
            public String seal(Secret plain) {
                return plain.reveal();
            }

            @Override
            public Secret open(String sealed) {
                return Secret.of(sealed);
            }
        };
        Map<String, Object> parts = Map.of(
                "pool", pool,
                "clock", Clock.systemUTC(),
                "clusters", clusters,
                "events", events,
                "sealer", sealer,
                "release", new Book(),
                "proxy", OutgoingProxy.NONE,
                "runs", Runs.ofProcess("bench #1"),
                "settings", new Settings(List.of(), List.of(), List.of(), List.of(), List.of()),
                "run", new RunInfo("bench", 1, null, Instant.now(), null, null, null));
        return (DeliveryContext) Proxy.newProxyInstance(
                Bench.class.getClassLoader(),
                new Class<?>[] {DeliveryContext.class},
                (proxy, method, given) -> parts.getOrDefault(method.getName(), null));
    }

    /** Begins a rollout; gives when it ended, in nanoseconds. One that succeeds although it must not, or fails, is an error. */
    CompletableFuture<Long> begin(DeliveryContext delivery, String id, String manifests, Outcome expected)
            throws Exception {
        CompletableFuture<Long> ended = new CompletableFuture<>();
        RolloutSession session = new RolloutSession(delivery, new RolloutSession.Host() {
            @Override
            public void persist(String state) {}

            @Override
            public void ended(RolloutState state, RolloutMachine.End end) {
                if (end.outcome() == expected) {
                    ended.complete(System.nanoTime());
                } else {
                    ended.completeExceptionally(new IllegalStateException(end.outcome() + ": " + end.verdict()));
                }
            }
        });
        session.start(new RolloutRequest(
                id, null, "bench", namespace, Manifests.parse(manifests, "bench"), Map.of(), Duration.ofMinutes(30),
                Duration.ofMinutes(29), 1, false, WaitRules.USUAL));
        return ended;
    }

    /** Median and worst. */
    static String figures(List<Double> all) {
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.isEmpty()
                ? "- -"
                : "%.1f %.1f".formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
