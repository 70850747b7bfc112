import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutRequest;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutSession;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Measures waits on a real control plane: {@code serving KUBECTL COUNT}, {@code failure COUNT} or {@code waiting SERVICES}; prints figures
 * for rollout.sh. When something serves, or has failed, is found out by a watch of its own, not by what is measured.
 */
public final class Rollout {
    /** With the timer, the answers' thread and the HTTP client's own these are 8. */
    private static final int WORKERS = 5;

    private static Path kubeconfig;
    private static KubernetesClient client;
    private static String namespace;

    public static void main(String[] arguments) throws Exception {
        kubeconfig = Path.of(System.getenv("STOREFRONT_TEST_KUBECONFIG"));
        String content = Files.readString(kubeconfig);
        client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(content)).build();
        namespace = "bench-" + Long.toString(System.nanoTime(), 36);
        try {
            switch (arguments[0]) {
                case "serving" -> serving(arguments[1], Integer.parseInt(arguments[2]));
                case "failure" -> failure(Integer.parseInt(arguments[1]));
                default -> waiting(Integer.parseInt(arguments[1]));
            }
        } finally {
            client.namespaces().withName(namespace).delete();
        }
        System.exit(0);
    }

    private static String deployment(String name, String annotations, String image, int replicas) {
        return """
                {apiVersion: v1, kind: Namespace, metadata: {name: %1$s}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %2$s}
                spec: {replicas: %5$d, selector: {matchLabels: {app: %2$s}}, template: {
                  metadata: {labels: {app: %2$s}, annotations: {%3$s}},
                  spec: {containers: [{name: web, image: "shop/web:%4$s"}]}}}
                """.formatted(namespace, name, annotations, image, replicas);
    }

    /** A book in memory: what is measured is the wait. */
    private static final class Book implements ReleaseBook {
        private final Map<String, String> kept = new ConcurrentHashMap<>();
        private final Release empty;

        Book() throws Exception {
            empty = FileReleaseBook.open(Files.createTempDirectory("bench")).current();
        }

        @Override
        public Release current() {
            return empty;
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

    private static DeliveryContext delivery(ThreadWorkPool pool) throws Exception {
        Book book = new Book();
        String content = Files.readString(kubeconfig);
        ClusterSource clusters = name -> new ClusterEndpoint.Kubeconfig(Secret.of(content), null, null);
        EventSink events = event -> {};
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
                "pool", pool, "clock", Clock.systemUTC(), "clusters", clusters, "events", events, "sealer", sealer, "release", book);
        return (DeliveryContext) Proxy.newProxyInstance(
                Rollout.class.getClassLoader(),
                new Class<?>[] {DeliveryContext.class},
                (proxy, method, given) -> parts.getOrDefault(method.getName(), null));
    }

    private static CompletableFuture<Long> begin(DeliveryContext delivery, String id, String manifests) throws Exception {
        CompletableFuture<Long> ended = new CompletableFuture<>();
        RolloutSession session = new RolloutSession(delivery, new RolloutSession.Host() {
            @Override
            public void persist(String state) {}

            @Override
            public void ended(RolloutState state, RolloutMachine.End end) {
                ended.complete(System.nanoTime());
            }
        });
        session.start(new RolloutRequest(
                id, null, "bench", namespace, Manifests.parse(manifests, "bench"), Map.of(), Duration.ofMinutes(30),
                Duration.ofMinutes(29), 1, false, WaitRules.USUAL));
        return ended;
    }

    private static final class Seen<T> implements Watcher<T> {
        private final Predicate<T> what;
        final CompletableFuture<Long> at = new CompletableFuture<>();

        Seen(Predicate<T> what) {
            this.what = what;
        }

        @Override
        public void eventReceived(Action action, T object) {
            if (what.test(object)) {
                at.complete(System.nanoTime());
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            if (cause != null) {
                at.completeExceptionally(cause);
            }
        }
    }

    private static boolean serves(Deployment it, String image) {
        var status = it.getStatus();
        return it.getSpec().getTemplate().getSpec().getContainers().get(0).getImage().endsWith(":" + image)
                && status != null
                && status.getObservedGeneration() != null
                && status.getObservedGeneration() >= it.getMetadata().getGeneration()
                && Integer.valueOf(2).equals(status.getUpdatedReplicas())
                && Integer.valueOf(2).equals(status.getAvailableReplicas())
                && Integer.valueOf(2).equals(status.getReplicas());
    }

    /** Milliseconds from the moment that it serves to the moment that each returns. */
    private static void serving(String kubectl, int count) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        try (ThreadWorkPool pool = new ThreadWorkPool("bench", WORKERS)) {
            DeliveryContext delivery = delivery(pool);
            for (int i = 0; i < 2 * count + 1; i++) {
                String image = "i" + i;
                Seen<Deployment> seen = new Seen<>(it -> serves(it, image));
                String manifests = deployment("web", "", image, 2);
                if (i == 0) {
                    begin(delivery, "r0", manifests).get(60, TimeUnit.SECONDS); // warms up, and makes the namespace
                    continue;
                }
                try (var watch = client.apps().deployments().inNamespace(namespace).withName("web").watch(seen)) {
                    long end;
                    if (i % 2 == 1) {
                        end = begin(delivery, "r" + i, manifests).get(60, TimeUnit.SECONDS);
                    } else {
                        Process apply = new ProcessBuilder(kubectl, "--kubeconfig", kubeconfig.toString(), "-n", namespace, "apply", "--server-side",
                                        "--force-conflicts", "-f", "-")
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start();
                        apply.getOutputStream().write(manifests.getBytes());
                        apply.getOutputStream().close();
                        apply.waitFor();
                        Process status = new ProcessBuilder(
                                        kubectl, "--kubeconfig", kubeconfig.toString(), "-n", namespace, "rollout", "status", "deployment/web")
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start();
                        status.waitFor();
                        end = System.nanoTime();
                    }
                    (i % 2 == 1 ? ours : theirs).add((end - seen.at.get(30, TimeUnit.SECONDS)) / 1e6);
                }
            }
        }
        System.out.println(figures(ours) + " " + figures(theirs));
    }

    /** Milliseconds from the pod's state that says why it cannot start to our verdict. */
    private static void failure(int count) throws Exception {
        List<Double> ours = new ArrayList<>();
        try (ThreadWorkPool pool = new ThreadWorkPool("bench", WORKERS)) {
            DeliveryContext delivery = delivery(pool);
            begin(delivery, "r0", deployment("warm", "", "1", 1)).get(60, TimeUnit.SECONDS);
            for (int i = 0; i < count; i++) {
                String name = "broken-" + i;
                Seen<Pod> seen = new Seen<>(pod -> pod.getMetadata().getName().startsWith(name + "-")
                        && pod.getStatus() != null
                        && pod.getStatus().getContainerStatuses().stream().anyMatch(status -> status.getState() != null
                                && status.getState().getWaiting() != null
                                && "ErrImagePull".equals(status.getState().getWaiting().getReason())));
                try (var watch = client.pods().inNamespace(namespace).watch(seen)) {
                    long end = begin(delivery, name, deployment(name, "behaviour: pull", "1", 1)).get(60, TimeUnit.SECONDS);
                    ours.add((end - seen.at.get(30, TimeUnit.SECONDS)) / 1e6);
                }
            }
        }
        System.out.println(figures(ours));
    }

    /** Threads of ours, MiB of heap, watches and seconds to begin, while that many services wait. */
    private static void waiting(int services) throws Exception {
        client.close();
        long before = heap();
        int others = threads();
        try (ThreadWorkPool pool = new ThreadWorkPool("bench", WORKERS)) {
            long begin = System.nanoTime();
            begin(delivery(pool), "first", deployment("first", "", "1", 1)).get(60, TimeUnit.SECONDS);
            ExecutorService callers = Executors.newFixedThreadPool(4);
            CountDownLatch begun = new CountDownLatch(services);
            for (int i = 0; i < services; i++) {
                int number = i;
                callers.submit(() -> {
                    begin(delivery(pool), "w" + number, deployment("web-" + number, "behaviour: unready", "1", 1));
                    begun.countDown();
                    return null;
                });
            }
            begun.await(20, TimeUnit.MINUTES);
            callers.shutdownNow();
            double seconds = (System.nanoTime() - begin) / 1e9;
            TimeUnit.SECONDS.sleep(15); // until the last pods have come up
            System.out.printf("%d %.1f %.0f%n", threads() - others, (heap() - before) / 1048576.0, seconds);
        }
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                .build();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String figures(List<Double> millis) {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return "%.1f %.1f".formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
