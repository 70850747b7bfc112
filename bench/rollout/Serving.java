import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code Serving KUBECTL HELM|- RUNS}: milliseconds from the moment that a Deployment serves to the moment that each returns, by turns:
 * ours, {@code kubectl apply} with {@code rollout status}, {@code helm upgrade --wait}. Prints median and worst of each.
 */
final class Serving {
    private Serving() {}

    public static void main(String[] arguments) throws Exception {
        String kubectl = arguments[0];
        String helm = arguments[1];
        int runs = Integer.parseInt(arguments[2]);
        List<Double> ours = new ArrayList<>();
        List<Double> kubectls = new ArrayList<>();
        List<Double> helms = new ArrayList<>();
        try (Bench bench = new Bench();
                ThreadWorkPool pool = new ThreadWorkPool("bench", Bench.WORKERS)) {
            DeliveryContext delivery = bench.delivery(pool, event -> {});
            Path chart = chart(bench);
            bench.begin(delivery, "r0", bench.deployment("web", "", "i0", 2), Outcome.SUCCEEDED)
                    .get(60, TimeUnit.SECONDS); // warms up, and makes the namespace
            for (int i = 1; i <= runs; i++) {
                String image = "i" + i;
                ours.add(measure(bench, "web", "ours" + image, () -> bench.begin(
                                delivery, "r" + image, bench.deployment("web", "", "ours" + image, 2), Outcome.SUCCEEDED)
                        .get(60, TimeUnit.SECONDS)));
                kubectls.add(measure(bench, "web", "kubectl" + image, () -> {
                    Path file = Files.writeString(
                            chart.resolve("kubectl.yaml"), bench.deployment("web", "", "kubectl" + image, 2));
                    run(kubectl, "--kubeconfig", bench.kubeconfig.toString(), "-n", bench.namespace, "apply", "--server-side",
                            "--force-conflicts", "-f", file.toString());
                    return run(kubectl, "--kubeconfig", bench.kubeconfig.toString(), "-n", bench.namespace, "rollout", "status",
                            "deployment/web");
                }));
                // ours owns the image again, else the next round were a conflict with kubectl's
                run(kubectl, "--kubeconfig", bench.kubeconfig.toString(), "-n", bench.namespace, "delete", "deployment", "web",
                        "--wait=true");
                bench.begin(delivery, "again" + image, bench.deployment("web", "", "again" + image, 2), Outcome.SUCCEEDED)
                        .get(60, TimeUnit.SECONDS);
                if (!helm.equals("-")) {
                    helms.add(measure(bench, "helmed", "helm" + image, () -> run(
                            helm, "--kubeconfig", bench.kubeconfig.toString(), "-n", bench.namespace, "upgrade", "--install", "bench",
                            chart.toString(), "--wait", "--set", "image=helm" + image)));
                }
            }
        }
        System.out.println(Bench.figures(ours) + " " + Bench.figures(kubectls) + " " + Bench.figures(helms));
        System.exit(0);
    }

    /** Something that returns when it thinks that all serves. */
    private interface Wait {
        long end() throws Exception;
    }

    private static double measure(Bench bench, String name, String image, Wait wait) throws Exception {
        Seen<Deployment> seen = new Seen<>(it -> serves(it, image));
        try (var watch = bench.client().apps().deployments().inNamespace(bench.namespace).withName(name).watch(seen)) {
            long end = wait.end();
            return (end - seen.at.get(30, TimeUnit.SECONDS)) / 1e6;
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

    private static Path chart(Bench bench) throws IOException {
        Path chart = Files.createTempDirectory("bench-chart");
        Files.writeString(chart.resolve("Chart.yaml"), "{apiVersion: v2, name: bench, version: 1.0.0}\n");
        Files.createDirectories(chart.resolve("templates"));
        String whole = bench.deployment("helmed", "", "{{ .Values.image }}", 2);
        Files.writeString(
                chart.resolve("templates/web.yaml"), whole.substring(bench.theNamespace().length()));
        return chart;
    }

    private static long run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
        return System.nanoTime();
    }
}
