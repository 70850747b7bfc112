import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.notify.outbox.FileOutboxStore;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxLimits;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxRunner;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Puts notices into an outbox whose receiver takes none, and prints: puts per second, 99th percentile in ms, MiB of heap, s to read. */
public final class Notices {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        ThreadWorkPool pool = new ThreadWorkPool("bench", 7);
        long before = heap();
        OutboxRunner outbox = open(folder, pool);
        String payload = "x".repeat(2000);
        Instant now = Instant.now();
        long[] times = new long[count];
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long one = System.nanoTime();
            String lane = "slack:shop:#channel" + i % 200;
            outbox.put(
                    new OutboxNotice(
                            "n" + i, lane, "slack", "#channel", "shop#1", null, null, now, now.plusSeconds(86400), null, null, payload),
                    null);
            times[i] = System.nanoTime() - one;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(times);
        double mebibytes = (heap() - before) / 1048576.0;
        outbox.close();
        begin = System.nanoTime();
        open(folder, pool);
        double read = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%.0f %.2f %.1f %.1f%n", count / seconds, times[count * 99 / 100] / 1e6, mebibytes, read);
        System.exit(0);
    }

    private static OutboxRunner open(Path folder, ThreadWorkPool pool) throws Exception {
        OutboxRunner outbox = new OutboxRunner(
                new FileOutboxStore(folder),
                (entry, payload) -> new CourierAnswer.Busy(Duration.ofHours(1), "unreachable"),
                pool,
                Clock.systemUTC(),
                () -> 0.5,
                OutboxLimits.USUAL,
                receipt -> {});
        outbox.start();
        return outbox;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
