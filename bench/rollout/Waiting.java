import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** {@code Waiting SERVICES}: threads of ours, MiB of heap and seconds to begin, while that many services wait in this process. */
final class Waiting {
    private Waiting() {}

    public static void main(String[] arguments) throws Exception {
        int services = Integer.parseInt(arguments[0]);
        try (Bench bench = new Bench()) {
            // The JDK's timer of CompletableFutures: one per JVM, shared with everything else in it
            new CompletableFuture<Void>().orTimeout(1, TimeUnit.HOURS).cancel(true);
            long before = heap();
            Set<String> others = threads();
            ThreadWorkPool pool = new ThreadWorkPool("bench", Bench.WORKERS);
            long begin = System.nanoTime();
            bench.begin(bench.delivery(pool, event -> {}), "first", bench.deployment("first", "", "1", 1), Outcome.SUCCEEDED)
                    .get(60, TimeUnit.SECONDS);
            ExecutorService callers = Executors.newFixedThreadPool(4);
            CountDownLatch begun = new CountDownLatch(services);
            for (int i = 0; i < services; i++) {
                int number = i;
                callers.submit(() -> {
                    bench.begin(
                            bench.delivery(pool, event -> {}),
                            "w" + number,
                            bench.deployment("web-" + number, "behaviour: unready", "1", 1),
                            Outcome.SUCCEEDED);
                    begun.countDown();
                    return null;
                });
            }
            if (!begun.await(20, TimeUnit.MINUTES)) {
                throw new IllegalStateException(begun.getCount() + " of " + services + " never began");
            }
            callers.shutdownNow();
            double seconds = (System.nanoTime() - begin) / 1e9;
            TimeUnit.SECONDS.sleep(15); // until the last pods have come up
            Set<String> ours = threads();
            ours.removeAll(others);
            System.out.printf("%d %.1f %.0f%n", ours.size(), (heap() - before) / 1048576.0, seconds);
            System.err.println("rollout: threads of ours: " + ours);
            pool.close();
        }
        System.exit(0);
    }

    /** Names and numbers of the threads that the JVM has and that are not its own. */
    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        for (Thread one : Thread.getAllStackTraces().keySet()) {
            if (one.getThreadGroup() != null && !one.getThreadGroup().getName().equals("system")) {
                names.add(one.getName() + "#" + one.getId());
            }
        }
        return names;
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
