package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Traffic;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A strategy's host dies at each point at which the state is written down; another session that knows only what is on disk brings it to
 * its end. The sandbox's cluster and a real one are held to the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
public abstract class StrategyResumeContract {
    /** Every so many of the points at which the state is written down. */
    private static final int STRIDE = 3;

    private final String prefix = "again-" + UUID.randomUUID().toString().substring(0, 6) + "-";
    private Path project;
    private TestDelivery run;
    private Cluster cluster;

    /** A kubeconfig of someone who may do everything. */
    protected abstract String kubeconfig() throws Exception;

    /** Called when everything is over. */
    protected void stop() {}

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        project = folder;
        run = DiskDelivery.run(project, Files.writeString(project.resolve("kubeconfig"), kubeconfig()));
        cluster = Clusters.open(new ClusterEndpoint.Kubeconfig(Secret.of(kubeconfig()), null, null, true));
    }

    @AfterAll
    void close() throws Exception {
        if (cluster != null) {
            cluster.close();
            run.close();
            stop();
        }
    }

    private static Strategy strategy(String name) throws Exception {
        return switch (name) {
            case "blueGreen" -> Strategy.blueGreen(false, Duration.ZERO, List.of(), List.of());
            case "canary" ->
                Strategy.canary(
                        List.of(
                                new Strategy.Step(25, Duration.ZERO, List.of()),
                                new Strategy.Step(50, Duration.ZERO, List.of())),
                        Traffic.REPLICAS,
                        List.of());
            case "recreate" -> Strategy.recreate();
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"blueGreen", "canary", "recreate"})
    void aRolloutThatServesIsBroughtToItsEnd(String name) throws Exception {
        interrupted(name, "shop/cart:2", "", Outcome.SUCCEEDED, "shop/cart:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"blueGreen", "canary"})
    void aSecondSetThatCrashesIsRemoved(String name) throws Exception {
        interrupted(name, "shop/cart:3", "behaviour: crash", Outcome.UNDONE, "shop/cart:1");
    }

    private void interrupted(String name, String image, String more, Outcome outcome, String serves) throws Exception {
        int died = 0;
        for (int point = 1; ; point += STRIDE) {
            String namespace =
                    prefix + (name + image.charAt(image.length() - 1)).toLowerCase(java.util.Locale.ROOT) + "-" + point;
            Path whole = project.resolve("whole-" + namespace);
            Path copy = project.resolve("copy-" + namespace);
            RolloutRequest old = request("old", namespace, "shop/cart:1", "");
            new Interrupted(new DiskDelivery(run, whole), whole, copy, 0)
                    .run(session -> session.start(old, Strategy.rolling()));
            RolloutRequest request = request("new", namespace, image, more);
            Strategy strategy = strategy(name);
            RolloutMachine.End end = new Interrupted(new DiskDelivery(run, whole), whole, copy, point)
                    .run(session -> session.start(request, strategy));
            boolean through = end != null;
            if (!through) {
                died++;
                String state = Files.readString(copy.resolve(Interrupted.STATE));
                end = resumed(namespace, copy, state);
            }
            assertThat(end.outcome())
                    .as(name + " from point " + point + ": " + end.verdict())
                    .isEqualTo(outcome);
            serves(namespace, serves);
            if (through) {
                break;
            }
        }
        assertThat(died).isGreaterThanOrEqualTo(2);
    }

    private RolloutMachine.End resumed(String namespace, Path copy, String state) throws Exception {
        try {
            return new Interrupted(new DiskDelivery(run, copy), copy, copy, 0).run(session -> session.resume(state));
        } catch (AssertionError e) {
            Map<String, Object> cart = cluster.get(new WorkloadRef("apps/v1", "Deployment", namespace, "cart"));
            throw new AssertionError(e.getMessage() + "; cart is " + Fields.map(cart, "status"), e);
        }
    }

    private static RolloutRequest request(String id, String namespace, String image, String more) throws Exception {
        return DiskDelivery.request(id, namespace, StrategyShop.yaml(namespace, image, more));
    }

    private void serves(String namespace, String image) throws Exception {
        Map<String, Object> cart = cluster.get(new WorkloadRef("apps/v1", "Deployment", namespace, "cart"));
        List<String> images = new ArrayList<>();
        Fields.list(cart, "spec", "template", "spec", "containers")
                .forEach(one -> images.add(Fields.text(one, "image")));
        assertThat(images).containsExactly(image);
        assertThat(Fields.number(cart, "status", "availableReplicas")).isEqualTo(3);
        assertThat(Fields.map(cluster.get(new WorkloadRef("v1", "Service", namespace, "cart")), "spec", "selector"))
                .isEqualTo(Map.of("app", "cart"));
        for (String second : List.of("cart-green", "cart-canary")) {
            assertThat(cluster.get(new WorkloadRef("apps/v1", "Deployment", namespace, second)))
                    .isNull();
        }
    }
}
