package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutProbe;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real API server of its own that is killed, and started again, while rollouts wait. */
class ApiServerAwayIT {
    @TempDir
    private static Path folder;

    private static Path kube;

    @BeforeAll
    static void up() throws Exception {
        Counterparts.need("KUBECTL"); // where the control plane was built
        kube = folder.resolve("kube");
        run("up");
    }

    @AfterAll
    static void down() throws Exception {
        if (kube != null) {
            run("down");
        }
    }

    private static void run(String what) throws Exception {
        Process process = new ProcessBuilder("integration/kubernetes/run", what, kube.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(what + ".log").toFile())
                .start();
        boolean ended = process.waitFor(4, TimeUnit.MINUTES);
        assertThat(ended && process.exitValue() == 0)
                .as(Files.readString(folder.resolve(what + ".log")))
                .isTrue();
    }

    private static ProcessHandle apiServer() throws Exception {
        for (String line : Files.readAllLines(kube.resolve("pids"))) {
            ProcessHandle process =
                    ProcessHandle.of(Long.parseLong(line.split(" ")[0])).orElse(null);
            if (process != null && process.info().command().orElse("").endsWith("kube-apiserver")) {
                return process;
            }
        }
        throw new AssertionError("no kube-apiserver runs in " + kube);
    }

    private static List<String> command(ProcessHandle process) throws Exception {
        String line =
                Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.UTF_8);
        return List.of(line.split("\0"));
    }

    private static String deployment(String name, String delay) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec: {replicas: 2, selector: {matchLabels: {app: %1$s}}, template: {
                  metadata: {labels: {app: %1$s}, annotations: {behaviour/delay: %2$s}},
                  spec: {containers: [{name: web, image: "shop/web:1"}]}}}
                """.formatted(name, delay);
    }

    @Test
    void rolloutsGoOnWhenItIsBack(@TempDir Path project) throws Exception {
        try (RolloutProbe probe = new RolloutProbe(project, kube.resolve("kubeconfig"))) {
            CompletableFuture<RolloutMachine.End> meanwhile =
                    probe.begin("meanwhile", "default", deployment("meanwhile", "2s"), Duration.ofMinutes(2));
            CompletableFuture<RolloutMachine.End> after =
                    probe.begin("after", "default", deployment("after", "12s"), Duration.ofMinutes(2));
            ProcessHandle server = apiServer();
            List<String> command = command(server);
            server.destroyForcibly();
            server.onExit().get(10, TimeUnit.SECONDS);
            await().pollDelay(Duration.ofSeconds(4)).until(() -> true); // it is away for a while
            Process again = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(new File(kube.toFile(), "apiserver-again.log"))
                    .start();
            try {
                assertThat(meanwhile.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.SUCCEEDED);
                assertThat(after.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.SUCCEEDED);
            } finally {
                again.destroy();
                again.waitFor(20, TimeUnit.SECONDS);
            }
        }
    }
}
