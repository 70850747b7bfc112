package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Key;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ObjectStore;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The controllers with a clock of the test's own. */
class ControlLoopTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A cluster whose time stands still until it is told to go on. */
    private static final class World implements InstantSource {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        final Clock clock = withZone(ZoneOffset.UTC);
        final ResourceTypes types = new ResourceTypes();
        final ObjectStore store = new ObjectStore(clock);
        final Behaviours behaviours = new Behaviours();
        final ControlLoop loop = new ControlLoop(store, types, clock, behaviours, image -> null);

        @Override
        public Instant instant() {
            return now;
        }

        Key key(String apiVersion, String kind, String name) {
            return new Key(types.of(apiVersion, kind), "default", name);
        }

        ObjectNode get(String kind, String name) {
            return store.get(key("apps/v1", kind, name));
        }

        void put(String yaml) throws Exception {
            ObjectNode object = JSON.valueToTree(SafeYaml.mapping(yaml, "test"));
            object.withObject("/metadata").put("namespace", "default");
            Key key =
                    key(object.path("apiVersion").asText(), object.path("kind").asText(), Objects.name(object));
            ObjectNode before = store.get(key);
            if (before == null) {
                store.create(key, object);
            } else {
                ObjectNode after = before.deepCopy();
                after.set("spec", object.path("spec"));
                store.replace(key, after);
            }
        }

        List<ObjectNode> pods() {
            return store.list(types.of("v1", "Pod"), "default").stream()
                    .filter(pod -> !Objects.terminating(pod))
                    .toList();
        }

        /** Passes until that much time has gone by, stopping at each time that a controller asks for. */
        void goOn(Duration time, Runnable atEachStop) {
            Instant end = now.plus(time);
            while (true) {
                Instant due = loop.pass();
                atEachStop.run();
                if (!due.isBefore(end)) {
                    now = end;
                    return;
                }
                now = due.isAfter(now) ? due : now.plusMillis(1);
            }
        }
    }

    private static String deployment(int replicas, String image, String strategy) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: %d
                  strategy: %s
                  selector: {matchLabels: {app: web}}
                  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "%s"}]}}
                """.formatted(replicas, strategy, image);
    }

    @Test
    void neverHasFewerOrMorePodsThanTheStrategyAllowsWhateverChanges() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            World world = new World();
            int replicas = 1 + random.nextInt(6);
            int surge = random.nextInt(3);
            int missing = surge == 0 ? 1 + random.nextInt(2) : random.nextInt(2);
            String strategy =
                    "{type: RollingUpdate, rollingUpdate: {maxSurge: " + surge + ", maxUnavailable: " + missing + "}}";
            String run = "seed " + seed + ", " + replicas + " replicas, " + strategy;
            world.put(deployment(replicas, "web:0", strategy));
            world.goOn(Duration.ofSeconds(5), () -> {});
            assertThat(Replicas.ready(world.pods())).as(run).isEqualTo(replicas);
            int fewest = Math.max(0, replicas - missing);
            int most = replicas + surge;
            String image = "web:0";
            for (int change = 0; change < 6; change++) {
                image = "web:" + random.nextInt(3);
                world.put(deployment(replicas, image, strategy));
                world.goOn(Duration.ofMillis(random.nextInt(900)), () -> {
                    assertThat(Replicas.ready(world.pods())).as(run).isGreaterThanOrEqualTo(fewest);
                    assertThat(world.pods()).as(run).hasSizeLessThanOrEqualTo(most);
                });
            }
            world.goOn(Duration.ofSeconds(20), () -> {});
            String last = image;
            assertThat(world.pods()).as(run).hasSize(replicas).allMatch(pod -> pod.at("/spec/containers/0/image")
                    .asText()
                    .equals(last));
            assertThat(world.get("Deployment", "web")
                            .at("/status/updatedReplicas")
                            .asInt())
                    .as(run)
                    .isEqualTo(replicas);
        }
    }

    @Test
    void keepsWhatServesWhileNewPodsCrash() throws Exception {
        World world = new World();
        String strategy = "{type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}";
        world.put(deployment(2, "web:1", strategy));
        world.goOn(Duration.ofSeconds(2), () -> {});
        world.behaviours.tell("web", Behaviour.CRASH);
        world.put(deployment(2, "web:2", strategy));
        world.goOn(Duration.ofSeconds(30), () -> assertThat(Replicas.ready(world.pods()))
                .isEqualTo(2));
        assertThat(world.pods())
                .filteredOn(pod -> pod.toString().contains("CrashLoopBackOff"))
                .hasSize(1);
    }

    @Test
    void saysThatADeploymentHasMissedItsDeadline() throws Exception {
        World world = new World();
        world.behaviours.tell("web", Behaviour.UNREADY);
        world.put(deployment(1, "web:1", "{type: Recreate}")
                .replace("  strategy", "  progressDeadlineSeconds: 60\n  strategy"));
        world.goOn(Duration.ofSeconds(59), () -> {});
        assertThat(Objects.isTrue(world.get("Deployment", "web"), "Progressing"))
                .isTrue();
        world.goOn(Duration.ofSeconds(5), () -> {});
        assertThat(Objects.condition(world.get("Deployment", "web"), "Progressing")
                        .path("reason")
                        .asText())
                .isEqualTo("ProgressDeadlineExceeded");
    }

    @Test
    void endsAllOldPodsBeforeNewOnesWhereTheStrategyIsRecreate() throws Exception {
        World world = new World();
        world.put(deployment(3, "web:1", "{type: Recreate}"));
        world.goOn(Duration.ofSeconds(2), () -> {});
        world.put(deployment(3, "web:2", "{type: Recreate}"));
        world.goOn(Duration.ofSeconds(5), () -> assertThat(world.pods().stream()
                        .map(pod -> pod.at("/spec/containers/0/image").asText())
                        .distinct())
                .hasSizeLessThanOrEqualTo(1));
        assertThat(Replicas.ready(world.pods())).isEqualTo(3);
    }

    @Test
    void replacesTheNumberedPodsFromTheLastAndStopsAtOneThatIsNotReady() throws Exception {
        World world = new World();
        String set = """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: store}
                spec:
                  replicas: 3
                  podManagementPolicy: OrderedReady
                  updateStrategy: {type: RollingUpdate}
                  selector: {matchLabels: {app: store}}
                  template: {metadata: {labels: {app: store}}, spec: {containers: [{name: s, image: "store:1"}]}}
                """;
        world.put(set);
        world.goOn(Duration.ofSeconds(5), () -> {});
        assertThat(Replicas.ready(world.pods())).isEqualTo(3);
        world.behaviours.tell("store", Behaviour.UNREADY);
        world.put(set.replace("store:1", "store:2"));
        world.goOn(Duration.ofSeconds(20), () -> {});
        assertThat(world.pods())
                .extracting(pod -> Objects.name(pod) + " "
                        + pod.at("/spec/containers/0/image").asText())
                .containsExactly("store-0 store:1", "store-1 store:1", "store-2 store:2");
    }

    @Test
    void givesAJobUpAfterItsTries() throws Exception {
        World world = new World();
        world.behaviours.tell("j", Behaviour.CRASH);
        world.put("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: j}
                spec: {backoffLimit: 2, template: {metadata: {labels: {app: j}}, spec: {restartPolicy: Never, containers: [{name: j, image: i}]}}}
                """);
        world.goOn(Duration.ofSeconds(20), () -> {});
        ObjectNode job = world.store.get(world.key("batch/v1", "Job", "j"));
        assertThat(job.at("/status/failed").asInt()).isEqualTo(3);
        assertThat(Objects.isTrue(job, "Failed")).isTrue();
    }

    @Test
    void startsAPodOnceTheSecretItNeedsIsThere() throws Exception {
        World world = new World();
        world.put(deployment(1, "web:1", "{type: Recreate}")
                .replace("image: \"web:1\"", "image: \"web:1\", envFrom: [{secretRef: {name: keys}}]"));
        world.goOn(Duration.ofSeconds(3), () -> {});
        assertThat(world.pods().toString()).contains("CreateContainerConfigError", "secret \\\"keys\\\" not found");
        world.put("{apiVersion: v1, kind: Secret, metadata: {name: keys}}");
        world.goOn(Duration.ofSeconds(3), () -> {});
        assertThat(Replicas.ready(world.pods())).isEqualTo(1);
    }

    @Test
    void emptiesANamespaceThatIsDeleted() throws Exception {
        World world = new World();
        world.put(deployment(2, "web:1", "{type: Recreate}"));
        world.goOn(Duration.ofSeconds(2), () -> {});
        Key namespace = new Key(world.types.of("v1", "Namespace"), "", "default");
        ObjectNode marked = world.store.get(namespace).deepCopy();
        marked.withObject("/metadata").put("deletionTimestamp", world.now.toString());
        world.store.replace(namespace, marked);
        world.goOn(Duration.ofSeconds(2), () -> {});
        assertThat(world.store.keys()).noneMatch(key -> key.name().startsWith("web"));
    }
}
