import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code Failing RUNS}: milliseconds from the pod's state that says why it cannot start to our verdict; median and worst. */
final class Failing {
    private Failing() {}

    public static void main(String[] arguments) throws Exception {
        List<Double> ours = new ArrayList<>();
        try (Bench bench = new Bench();
                ThreadWorkPool pool = new ThreadWorkPool("bench", Bench.WORKERS)) {
            DeliveryContext delivery = bench.delivery(pool, event -> {});
            bench.begin(delivery, "r0", bench.deployment("warm", "", "1", 1), Outcome.SUCCEEDED)
                    .get(60, TimeUnit.SECONDS);
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                String name = "broken-" + i;
                Seen<Pod> seen = new Seen<>(pod -> cannotStart(pod, name));
                try (var watch = bench.client().pods().inNamespace(bench.namespace).watch(seen)) {
                    long end = bench.begin(delivery, name, bench.deployment(name, "behaviour: pull", "1", 1), Outcome.FAILED)
                            .get(60, TimeUnit.SECONDS);
                    ours.add((end - seen.at.get(30, TimeUnit.SECONDS)) / 1e6);
                }
            }
        }
        System.out.println(Bench.figures(ours));
        System.exit(0);
    }

    private static boolean cannotStart(Pod pod, String name) {
        return pod.getMetadata().getName().startsWith(name + "-")
                && pod.getStatus() != null
                && pod.getStatus().getContainerStatuses().stream().anyMatch(status -> status.getState() != null
                        && status.getState().getWaiting() != null
                        && "ErrImagePull".equals(status.getState().getWaiting().getReason()));
    }
}
