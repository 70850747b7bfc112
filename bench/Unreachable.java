import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import io.jenkins.plugins.storefront.runner.host.LocalRun;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Deploys again and again without notices, and with rules whose Slack takes connections and never answers; prints both medians in ms. */
public final class Unreachable {
    private static final int DEPLOYMENTS = 60;

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("token"), "xoxb-nobody");
            Files.writeString(
                    folder.resolve("config.yaml"),
                    String.format(
                            "unclassified: {storefront: {slack: [{name: s, credentialsId: t, apiUrl: 'http://127.0.0.1:%d/api/'}],"
                                    + " environments: [{name: p, cluster: c}]}}%ncredentials: [{id: t, text: {file: %s}}]%n",
                            silent.getLocalPort(), folder.resolve("token")));
            median(folder, false); // warm
            double without = median(folder, false);
            double with = median(folder, true);
            System.out.printf("%.2f %.2f%n", without, with);
        }
        System.exit(0);
    }

    private static double median(Path folder, boolean notices) throws Exception {
        ConcurrentLinkedQueue<DeliveryEvent> events = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        String stage = "for (int i = 0; i < " + DEPLOYMENTS + "; i++) { deployStage(name: 'P', environment: 'p') { echo 'x' } }";
        long[] begin = new long[1];
        try (LocalRun run = new LocalRun(new LocalRun.Options(
                folder,
                Map.of(),
                ConfigFile.read(folder.resolve("config.yaml")),
                () -> new PrintStream(OutputStream.nullOutputStream()),
                List.of(event -> {
                    if (event instanceof DeploymentOpened) {
                        begin[0] = System.nanoTime();
                    } else if (event instanceof DeploymentClosed) {
                        times.add(System.nanoTime() - begin[0]);
                    }
                }),
                (message, choices) -> choices.get(0),
                Duration.ZERO))) {
            run.run(notices ? "withNotices([[slack: '#a,#b,#c']]) { " + stage + " }" : stage, "Jenkinsfile");
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length != DEPLOYMENTS) {
            throw new IllegalStateException(sorted.length + " deployments ended: " + Arrays.toString(sorted) + events);
        }
        return sorted[sorted.length / 2] / 1e6;
    }
}
