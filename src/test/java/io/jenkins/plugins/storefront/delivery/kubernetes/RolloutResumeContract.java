package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rollout's host may die at any point at which the state is written down: a new process that reads it from disk brings the rollout
 * to the end that it would have had. The sandbox's cluster and a real one are held to the same.
 *
 * <p>All points are played side by side, and one other process takes all of them up: starting one takes seconds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RolloutResumeContract {
    private static final String GOOD = "shop/payment:1";
    private static final String BAD = "shop/payment:2";

    /** Points tried side by side; more are tried until a rollout ends before its point comes. */
    private static final int AT_ONCE = 4;

    private final String prefix = "resume-" + UUID.randomUUID().toString().substring(0, 6) + "-";
    private final List<String> namespaces = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Played> played = new HashMap<>();

    private Path project;
    private Path kubeconfig;
    private TestDelivery run;
    private Cluster cluster;
    private List<String> resumed;

    /** A kubeconfig of someone who may do everything. */
    protected abstract String kubeconfig() throws Exception;

    /** Called when everything is over. */
    protected void stop() {}

    /** Something that may be interrupted; the release so far is in the folder. */
    @FunctionalInterface
    private interface Scenario {
        RolloutMachine.End play(String namespace, Path folder, Path copy, int point) throws Exception;
    }

    /** What each interrupted one left, and how those ended that nothing interrupted. */
    private record Played(List<Path> interrupted, Set<String> ends) {}

    @BeforeAll
    void interruptAndResume(@TempDir Path folder) throws Exception {
        project = folder;
        kubeconfig = Files.writeString(project.resolve("kubeconfig"), kubeconfig());
        run = DiskDelivery.run(project, kubeconfig);
        cluster = Clusters.open(new ClusterEndpoint.Kubeconfig(Secret.of(kubeconfig()), null, null, true));
        Map<String, Scenario> scenarios = Map.of(
                "serves",
                (namespace, whole, copy, point) -> roll("good", namespace, GOOD, whole, copy, point),
                "crashes",
                (namespace, whole, copy, point) -> {
                    roll("good", namespace, GOOD, whole, copy, 0);
                    return roll("bad", namespace, BAD, whole, copy, point);
                },
                "undone",
                (namespace, whole, copy, point) -> {
                    roll("good", namespace, GOOD, whole, copy, 0);
                    roll("bad", namespace, BAD, whole, copy, 0);
                    return undo(namespace, whole, copy, point);
                });
        Map<String, Future<Played>> playing = new HashMap<>();
        scenarios.forEach((name, scenario) -> playing.put(name, threads.submit(() -> interrupt(name, scenario))));
        for (String name : scenarios.keySet()) {
            played.put(name, playing.get(name).get());
        }
        resumed = resume(played.values().stream()
                .flatMap(one -> one.interrupted().stream())
                .toList());
    }

    @AfterAll
    void close() throws Exception {
        threads.shutdownNow();
        if (cluster == null) {
            return; // there is none to test with
        }
        for (String namespace : namespaces) {
            cluster.delete(new WorkloadRef("v1", "Namespace", null, namespace));
        }
        cluster.close();
        run.close();
        stop();
    }

    private Played interrupt(String name, Scenario scenario) throws Exception {
        Played result = new Played(new ArrayList<>(), new HashSet<>());
        for (int first = 1; result.ends().isEmpty(); first += AT_ONCE) {
            List<Path> copies = new ArrayList<>();
            List<Future<RolloutMachine.End>> playing = new ArrayList<>();
            for (int point = first; point < first + AT_ONCE; point++) {
                int stop = point;
                Path copy = project.resolve(name + "-" + point);
                copies.add(copy);
                namespaces.add(namespaceOf(copy));
                playing.add(threads.submit(() ->
                        scenario.play(namespaceOf(copy), project.resolve("whole-" + copy.getFileName()), copy, stop)));
            }
            for (int i = 0; i < AT_ONCE; i++) {
                RolloutMachine.End end = playing.get(i).get();
                if (end == null) {
                    result.interrupted().add(copies.get(i));
                } else {
                    result.ends().add(ResumeMain.summary(end));
                }
            }
        }
        return result;
    }

    /** Folders of one scenario, after each ended in the other process as it does when nothing interrupts it. */
    private List<Path> endedAsItWouldHave(String scenario) {
        Played it = played.get(scenario);
        assertThat(it.interrupted()).hasSizeGreaterThanOrEqualTo(2); // planned and applied, at least
        assertThat(it.ends()).hasSize(1);
        String end = it.ends().iterator().next();
        assertThat(resumed)
                .containsAll(it.interrupted().stream()
                        .map(folder -> folder.getFileName() + " " + end)
                        .toList());
        return it.interrupted();
    }

    private RolloutMachine.End roll(String id, String namespace, String image, Path folder, Path copy, int point)
            throws Exception {
        RolloutRequest request = request(id, namespace, image);
        return new Interrupted(new DiskDelivery(run, folder), folder, copy, point)
                .run(session -> session.start(request, Strategy.rolling()));
    }

    private static RolloutRequest request(String id, String namespace, String image) throws DeliveryException {
        String yaml = """
                {apiVersion: v1, kind: Namespace, metadata: {name: %1$s}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {IMAGE: '%2$s'}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: payment}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: payment}}
                  template:
                    metadata: {labels: {app: payment}, annotations: {%3$s}}
                    spec: {containers: [{name: payment, image: '%2$s'}]}
                """.formatted(namespace, image, image.equals(BAD) ? "behaviour: crash" : "");
        return DiskDelivery.request(id, namespace, yaml);
    }

    private RolloutMachine.End undo(String namespace, Path folder, Path copy, int point) throws Exception {
        RolloutRequest request = request("undo", namespace, GOOD);
        return new Interrupted(new DiskDelivery(run, folder), folder, copy, point)
                .run(session -> session.startUndo(request, "bad", "it failed"));
    }

    private List<String> resume(List<Path> folders) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ResumeMain.class.getName(),
                project.toString(),
                kubeconfig.toString()));
        folders.forEach(folder -> command.add(folder.toString()));
        Path output = project.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(project.resolve("errors").toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(() -> read(project.resolve("errors"))).isZero();
        return Files.readAllLines(output);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void serves(String namespace, String image) throws DeliveryException {
        Map<String, Object> deployment = cluster.get(new WorkloadRef("apps/v1", "Deployment", namespace, "payment"));
        assertThat(Fields.list(deployment, "spec", "template", "spec", "containers"))
                .extracting(container -> Fields.text(container, "image"))
                .containsExactly(image);
        assertThat(Fields.text(cluster.get(new WorkloadRef("v1", "ConfigMap", namespace, "settings")), "data", "IMAGE"))
                .isEqualTo(image);
    }

    private String namespaceOf(Path copy) {
        return prefix + copy.getFileName();
    }

    private static Release.Rollout rollout(Path folder, String id) throws Exception {
        return FileReleaseBook.open(folder).current().rollouts().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRolloutThatServesIsBroughtToItsEnd() throws Exception {
        for (Path folder : endedAsItWouldHave("serves")) {
            serves(namespaceOf(folder), GOOD);
            assertThat(rollout(folder, "good").outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(Fields.number(
                            cluster.get(new WorkloadRef("apps/v1", "Deployment", namespaceOf(folder), "payment")),
                            "metadata",
                            "generation"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aRolloutThatCrashesFailsAndCanStillBeUndone() throws Exception {
        List<Path> folders = endedAsItWouldHave("crashes");
        List<Future<RolloutMachine.End>> undone = new ArrayList<>();
        for (Path folder : folders) {
            assertThat(rollout(folder, "bad").causes())
                    .anySatisfy(cause -> assertThat(cause.log()).contains("fatal: DB_PASSWORD is not set"));
            undone.add(threads.submit(() -> undo(namespaceOf(folder), folder, folder, 0)));
        }
        for (int i = 0; i < folders.size(); i++) {
            assertThat(undone.get(i).get().outcome()).isEqualTo(Outcome.SUCCEEDED);
            serves(namespaceOf(folders.get(i)), GOOD);
        }
    }

    @Test
    void anUndoIsBroughtToItsEnd() throws Exception {
        for (Path folder : endedAsItWouldHave("undone")) {
            serves(namespaceOf(folder), GOOD);
            assertThat(rollout(folder, "bad").undone()).isTrue();
        }
    }
}
