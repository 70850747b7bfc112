import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import hudson.EnvVars;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.image.ImageBuildRequest;
import io.jenkins.plugins.storefront.delivery.image.ImageBuilder;
import io.jenkins.plugins.storefront.delivery.image.ImageBuilds;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.runner.cps.PipelineVm;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import io.jenkins.plugins.storefront.runner.host.LocalRun;
import io.jenkins.plugins.storefront.runner.steps.Workdir;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds images side by side, once by us and once by the others, round after round in one process, and prints for each measure: name,
 * median of ours and theirs in seconds, median, least and largest ratio. Each round of ours is a run of its own.
 *
 * <p>Arguments: folder, registry without TLS that holds base/busybox:1, rounds. DOCKER_HOST and DOCKER_CONFIG lead to the engine.
 */
public final class Images {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
    private static final int FILES = 2000;
    private static final int SERVICES = 10;
    private static final int WARMING = 5;

    private final Path folder;
    private final String registry;
    private final int rounds;
    private int changes;

    private Images(Path folder, String registry, int rounds) {
        this.folder = folder;
        this.registry = registry;
        this.rounds = rounds;
    }

    private interface Timed {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Images images = new Images(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[2]));
        images.context("one", FILES);
        for (int i = 0; i < SERVICES; i++) {
            images.context("service" + i, FILES / SERVICES);
        }
        images.measure("unchanged", () -> {}, context -> images.ours(context, true), () -> images.docker("one"));
        images.measure("changed", () -> images.change("one"), context -> images.ours(context, false), () -> images.docker("one"));
        images.measure("ten-services", images::changeServices, images::oursTogether, images::dockerOneByOne);
        images.measure("jib", () -> images.change("one"), images::oursJib, images::jibAlone);
        System.exit(0);
    }

    /** Both take turns in going first; the first rounds warm up, as a controller is warm. */
    private void measure(String name, Timed before, Work ours, Timed theirs) throws Exception {
        double[] us = new double[rounds];
        double[] them = new double[rounds];
        double[] ratios = new double[rounds];
        for (int i = -WARMING; i < rounds; i++) {
            double[] pair = new double[2];
            for (int turn = 0; turn < 2; turn++) {
                boolean our = (turn == 0) == (Math.abs(i) % 2 == 0);
                before.run();
                try (LocalRun run = our ? new LocalRun(options()) : null) {
                    DeliveryContext context = our ? context(run) : null;
                    long begin = System.nanoTime();
                    if (our) {
                        ours.with(context);
                    } else {
                        theirs.run();
                    }
                    pair[our ? 0 : 1] = (System.nanoTime() - begin) / 1e9;
                }
            }
            if (i >= 0) {
                us[i] = pair[0];
                them[i] = pair[1];
                ratios[i] = pair[0] / pair[1];
            }
        }
        Arrays.sort(ratios);
        System.out.printf(
                "%s %.3f %.3f %.3f %.3f %.3f%n",
                name, median(us), median(them), median(ratios), ratios[0], ratios[rounds - 1]);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private void context(String name, int files) throws Exception {
        for (int i = 0; i < files; i++) {
            Path file = folder.resolve(name + "/src/f" + i / 100 + "/n" + i + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, (name + " line " + i + "\n").repeat(200));
        }
        Files.writeString(
                folder.resolve(name + "/Dockerfile"),
                "FROM " + registry + "/base/busybox:1\nCOPY src /src\nRUN ls -R /src | wc -l > /count\n");
    }

    private void change(String name) throws Exception {
        Files.writeString(
                folder.resolve(name + "/src/f0/n0.txt"), "change " + changes++ + "\n", StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void changeServices() throws Exception {
        for (int i = 0; i < SERVICES; i++) {
            change("service" + i);
        }
    }

    private void docker(String name) throws Exception {
        String image = registry + "/bench/docker-" + name + ":1";
        run("docker", "build", "-t", image, name);
        run("docker", "push", image);
    }

    private void dockerOneByOne() throws Exception {
        for (int i = 0; i < SERVICES; i++) {
            docker("service" + i);
        }
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }

    private ImageBuildRequest request(String name, boolean jib) {
        List<ImageBuildRequest.Layer> layers = List.of(new ImageBuildRequest.Layer(name + "/src", "/src"));
        return new ImageBuildRequest(
                new ImageReference(registry, "bench/" + (jib ? "jib-" : "ours-") + name, null, null),
                new ServiceName(name),
                List.of("1"),
                jib ? "jib" : "auto",
                ImageBuildRequest.Docker.of(name),
                jib
                        ? new ImageBuildRequest.Jib(
                                registry + "/base/busybox:1", layers, ImageBuildRequest.Container.NONE)
                        : ImageBuildRequest.Jib.NONE,
                Map.of(),
                List.of(),
                true,
                null,
                // Jib alone has no key to write down
                jib ? ImageBuildRequest.Reuse.NEVER : ImageBuildRequest.Reuse.USUAL);
    }

    private void ours(DeliveryContext context, boolean reused) throws Exception {
        BuiltImage built = new ImageBuilder(context).build(request("one", false));
        if (built.reused() != reused && changes > 0) {
            throw new IllegalStateException("reused: " + built.reused());
        }
    }

    private void oursTogether(DeliveryContext context) throws Exception {
        Map<ServiceName, ImageBuildRequest> all = new LinkedHashMap<>();
        for (int i = 0; i < SERVICES; i++) {
            all.put(new ServiceName("service" + i), request("service" + i, false));
        }
        new ImageBuilds(context, 4).build(all);
    }

    private void oursJib(DeliveryContext context) throws Exception {
        new ImageBuilder(context).build(request("one", true));
    }

    /** What a program would write that uses jib-core for the same image. */
    private void jibAlone() throws Exception {
        Jib.from(RegistryImage.named(registry + "/base/busybox:1"))
                .addLayer(List.of(folder.resolve("one/src")), AbsoluteUnixPath.get("/"))
                .setFormat(ImageFormat.OCI)
                .containerize(Containerizer.to(RegistryImage.named(registry + "/bench/alone:1"))
                        .setApplicationLayersCache(folder.resolve(".alone"))
                        .setAllowInsecureRegistries(true));
    }

    private interface Work {
        void with(DeliveryContext context) throws Exception;
    }

    private LocalRun.Options options() {
        return new LocalRun.Options(
                folder, Map.of(), ConfigFile.empty(), () -> NOWHERE, List.of(), (message, choices) -> choices.get(0));
    }

    private DeliveryContext context(LocalRun run) {
        Map<Class<?>, Object> around = Map.of(
                EnvVars.class,
                new EnvVars(System.getenv()),
                Workdir.class,
                new Workdir(folder, folder),
                TaskListener.class,
                (TaskListener) () -> NOWHERE);
        return run.context(DeliveryContext.class, new PipelineVm.Lookup() {
            @Override
            public <T> T get(Class<T> type) {
                return type.cast(around.get(type));
            }
        });
    }
}
