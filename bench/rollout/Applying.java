import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.ObjectApplied;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code Applying KUBECTL OBJECTS RUNS}: milliseconds for changing that many objects, by turns: ours from the written plan to the last
 * object applied, ours in all (plan, dry run of the whole set, apply, verdicts), and {@code kubectl apply --server-side}. Prints median and
 * worst of each.
 */
final class Applying {
    private Applying() {}

    public static void main(String[] arguments) throws Exception {
        String kubectl = arguments[0];
        int objects = Integer.parseInt(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        List<Double> applies = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        AtomicLong planned = new AtomicLong();
        AtomicLong applied = new AtomicLong();
        try (Bench bench = new Bench();
                ThreadWorkPool pool = new ThreadWorkPool("bench", Bench.WORKERS)) {
            DeliveryContext delivery = bench.delivery(pool, event -> note(event, planned, applied));
            Path file = Files.createTempFile("bench", ".yaml");
            for (int i = 0; i <= runs; i++) {
                long begin = System.nanoTime();
                long end = bench.begin(
                                delivery, "a" + i, bench.theNamespace() + set("ours", objects, i), Outcome.SUCCEEDED)
                        .get(120, TimeUnit.SECONDS);
                Files.writeString(file, set("theirs", objects, i));
                long theirBegin = System.nanoTime();
                Process apply = new ProcessBuilder(
                                kubectl, "--kubeconfig", bench.kubeconfig.toString(), "-n", bench.namespace, "apply",
                                "--server-side", "-f", file.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                if (apply.waitFor() != 0) {
                    throw new IllegalStateException("kubectl apply failed");
                }
                long theirEnd = System.nanoTime();
                if (i > 0) { // the first run creates, and warms up
                    applies.add((applied.get() - planned.get()) / 1e6);
                    whole.add((end - begin) / 1e6);
                    theirs.add((theirEnd - theirBegin) / 1e6);
                }
            }
        }
        System.out.println(Bench.figures(applies) + " " + Bench.figures(whole) + " " + Bench.figures(theirs));
        System.exit(0);
    }

    private static void note(DeliveryEvent event, AtomicLong planned, AtomicLong applied) {
        if (event instanceof RolloutPlanned) {
            planned.set(System.nanoTime());
        } else if (event instanceof ObjectApplied) {
            applied.set(System.nanoTime());
        }
    }

    /** What is accepted as it is, so that nothing else is waited for. */
    private static String set(String who, int objects, int version) {
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < objects; i++) {
            String object = switch (i % 4) {
                case 0 -> "{apiVersion: v1, kind: ServiceAccount, metadata: {name: %1$s-%2$d, labels: {version: v%3$d}}}";
                case 1 -> "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: %1$s-%2$d, labels: {version: v%3$d}},"
                        + " rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]}";
                default -> "{apiVersion: v1, kind: ConfigMap, metadata: {name: %1$s-%2$d}, data: {version: v%3$d, text: some text}}";
            };
            set.append("---\n").append(object.formatted(who, i, version)).append('\n');
        }
        return set.toString();
    }
}
