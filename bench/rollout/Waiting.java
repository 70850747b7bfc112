import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import java.lang.management.ManagementFactory;
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
            long before = heap();
            int others = threads();
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
            System.out.printf("%d %.1f %.0f%n", threads() - others, (heap() - before) / 1048576.0, seconds);
            pool.close();
        }
        System.exit(0);
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
}
