package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Marks;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of manifests on a cluster: plans, pruning, hooks, versions, turns and the way back. The sandbox's and a real one are held to it. */
public abstract class SetContract {
    private static final String SHOP = """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {COLOUR: '%1$s'}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart}
            spec:
              replicas: 1
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}}
                spec: {containers: [{name: cart, image: 'shop/cart:%1$s', envFrom: [{configMapRef: {name: settings}}]}]}
            """;
    private static final String EXTRA =
            "\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: extra}, data: {a: b}}\n";
    private static final String MIGRATION = """

            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate, annotations: {storefront.jenkins.io/hook: before%s}}
            spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: 'shop/m:1'}]}}}
            """;

    private final String namespace = "set-" + UUID.randomUUID().toString().substring(0, 8);
    private TestDelivery run;
    private DeliveryContext delivery;
    private Cluster cluster;

    @TempDir
    private Path project;

    /** A kubeconfig of someone who may do everything. */
    protected abstract String kubeconfig() throws Exception;

    @BeforeEach
    void open() throws Exception {
        Path kubeconfig = Files.writeString(project.resolve("kubeconfig"), kubeconfig());
        run = DiskDelivery.run(project, kubeconfig);
        delivery = run.context();
        cluster = Clusters.open(new ClusterEndpoint.Kubeconfig(Secret.of(kubeconfig()), null, null));
        cluster.apply(
                Manifests.parse("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}", "test")
                        .get(0),
                false);
    }

    @AfterEach
    void close() throws Exception {
        if (cluster != null) {
            cluster.delete(new WorkloadRef("v1", "Namespace", null, namespace));
            cluster.close();
            run.close();
        }
    }

    private static RolloutOptions set(boolean versions, boolean refuse, String plan) {
        return new RolloutOptions(
                "shop", plan, Map.of(), Map.of(), false, versions, true, refuse, Map.of(), null, false, Map.of(),
                Map.of());
    }

    private RolloutRequest request(String id, String yaml, RolloutOptions options) throws DeliveryException {
        return new RolloutRequest(
                id,
                null,
                DiskDelivery.CLUSTER,
                namespace,
                yaml.isEmpty() ? List.of() : Manifests.parse(yaml, "test"),
                Map.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                0,
                false,
                options,
                WaitRules.USUAL);
    }

    private RolloutMachine.End roll(String id, String yaml) throws Exception {
        return end(session -> session.start(request(id, yaml, set(false, false, null))));
    }

    /** What a session is told to do. */
    @FunctionalInterface
    private interface Begin {
        void with(RolloutSession session) throws Exception;
    }

    private RolloutMachine.End end(Begin begin) throws Exception {
        return end(delivery, begin);
    }

    private static RolloutMachine.End end(DeliveryContext run, Begin begin) throws Exception {
        CompletableFuture<RolloutMachine.End> end = new CompletableFuture<>();
        begin.with(new RolloutSession(run, new RolloutSession.Host() {
            @Override
            public void persist(String state) {}

            @Override
            public void ended(RolloutState state, RolloutMachine.End how) {
                end.complete(how);
            }
        }));
        return end.get(60, TimeUnit.SECONDS);
    }

    private static void succeeded(RolloutMachine.End end) {
        assertThat(end.outcome()).as(end.toString()).isEqualTo(Outcome.SUCCEEDED);
    }

    private WorkloadRef config(String name) {
        return new WorkloadRef("v1", "ConfigMap", namespace, name);
    }

    private Map<String, Object> cart() throws DeliveryException {
        return cluster.get(new WorkloadRef("apps/v1", "Deployment", namespace, "cart"));
    }

    private String image() throws DeliveryException {
        return Fields.text(
                Fields.list(cart(), "spec", "template", "spec", "containers").get(0), "image");
    }

    @Test
    void prunesWhatTheSetNoLongerHasAndNothingElse() throws Exception {
        succeeded(roll("r1", SHOP.formatted("1") + EXTRA));
        cluster.apply(
                Manifests.parse(EXTRA.replace("name: extra", "name: others, namespace: " + namespace), "test")
                        .get(0),
                false);
        succeeded(roll("r2", SHOP.formatted("2")));
        assertThat(cluster.get(config("extra"))).isNull();
        assertThat(cluster.get(config("others"))).isNotNull();
        assertThat(Marks.label(cart(), Marks.SET)).isEqualTo("shop");
    }

    @Test
    void doesNotPruneWhatSomebodyTookOutOfTheSet() throws Exception {
        succeeded(roll("r1", SHOP.formatted("1") + EXTRA));
        Map<String, Object> taken = new Manifest(cluster.get(config("extra"))).deepCopy();
        Fields.map(taken, "metadata", "labels").put(Marks.SET, "another");
        cluster.put(new Manifest(taken));
        succeeded(roll("r2", SHOP.formatted("2")));
        assertThat(cluster.get(config("extra"))).isNotNull();
    }

    @Test
    void anUndoBringsBackWhatWasPrunedAndDeletesWhatWasMade() throws Exception {
        succeeded(roll("r1", SHOP.formatted("1") + EXTRA));
        succeeded(roll("r2", SHOP.formatted("2") + EXTRA.replace("extra", "newer")));
        succeeded(end(session -> session.startUndo(request("u2", "", RolloutOptions.NONE), "r2", "a test")));
        assertThat(image()).isEqualTo("shop/cart:1");
        assertThat(Fields.text(cluster.get(config("settings")), "data", "COLOUR"))
                .isEqualTo("1");
        assertThat(cluster.get(config("extra"))).isNotNull();
        assertThat(cluster.get(config("newer"))).isNull();
    }

    @Test
    void aSetGoesBackToAReleaseThatTheClusterKeeps() throws Exception {
        succeeded(roll("r1", SHOP.formatted("1") + EXTRA));
        succeeded(roll("r2", SHOP.formatted("2")));
        succeeded(end(session -> session.start(
                request("back", "", RolloutOptions.of("shop", false)), new RolloutTask.Back(null, null))));
        assertThat(image()).isEqualTo("shop/cart:1");
        assertThat(cluster.get(config("extra"))).isNotNull();
        assertThat(new History(cluster, namespace, "shop").all())
                .extracting(History.Revision::number)
                .containsExactly(3, 2, 1);
    }

    @Test
    void aReleaseThatCannotBeUndoneIsNot() throws Exception {
        succeeded(roll("r1", SHOP.formatted("1")));
        succeeded(roll(
                "r2",
                SHOP.formatted("2") + MIGRATION.formatted(", storefront.jenkins.io/irreversible: drops a column")));
        assertThat(run.events(Remark.class)).anySatisfy(remark -> assertThat(remark.text())
                .contains("cannot be undone: Job " + namespace + "/migrate: drops a column"));
        assertThatThrownBy(
                        () -> end(session -> session.startUndo(request("u", "", RolloutOptions.NONE), "r2", "a test")))
                .hasMessageContaining("cannot be undone: Job " + namespace + "/migrate: drops a column")
                .hasMessageContaining("override: true");
        assertThatThrownBy(() -> end(session -> session.start(
                        request("b", "", RolloutOptions.of("shop", false)), new RolloutTask.Back(null, null))))
                .hasMessageContaining("drops a column");
        assertThat(image()).isEqualTo("shop/cart:2");
    }

    @Test
    void aHookRunsOnceBeforeTheWorkloadsAndItsLogIsTold() throws Exception {
        String yaml = SHOP.formatted("1") + MIGRATION.formatted("");
        succeeded(roll("r1", yaml));
        WorkloadRef job = new WorkloadRef("batch/v1", "Job", namespace, "migrate");
        String uid = Fields.text(cluster.get(job), "metadata", "uid");
        assertThat(Fields.text(cluster.get(job), "status", "completionTime")).isNotNull();
        succeeded(roll("r2", yaml));
        assertThat(Fields.text(cluster.get(job), "metadata", "uid")).isEqualTo(uid);
        assertThat(run.events(ProcessOutput.class))
                .anySatisfy(line -> assertThat(line.source()).isEqualTo("Job " + namespace + "/migrate"));
    }

    @Test
    void configsNamedByTheirContentStartNewPodsAndOldOnesAreKeptWhileTheyAreUsed() throws Exception {
        succeeded(end(session -> session.start(request("r1", SHOP.formatted("1"), set(true, false, null)))));
        String first = settings();
        succeeded(end(session -> session.start(request("r2", SHOP.formatted("2"), set(true, false, null)))));
        assertThat(settings()).startsWith("settings-").isNotEqualTo(first);
        assertThat(cluster.get(config(first)))
                .as("a ReplicaSet that one may go back to still names it")
                .isNotNull();
    }

    private String settings() throws DeliveryException {
        Object container =
                Fields.list(cart(), "spec", "template", "spec", "containers").get(0);
        return Fields.text(Fields.list(container, "envFrom").get(0), "configMapRef", "name");
    }

    @Test
    void aPlanSaysWhatChangesAndIsRefusedOnceTheClusterHasMoved() throws Exception {
        succeeded(roll("r1", SHOP.formatted("1") + EXTRA));
        Map<String, Object> plan =
                ClusterPlans.diff(delivery, request("p", SHOP.formatted("2"), set(false, false, null)));
        assertThat(plan.get("text").toString())
                .contains("- ConfigMap " + namespace + "/extra is removed")
                .contains("spec.template.spec.containers[name=cart].image: \"shop/cart:1\" -> \"shop/cart:2\"")
                .contains("data.COLOUR: \"1\" -> \"2\"");
        assertThat(image()).isEqualTo("shop/cart:1");
        cluster.apply(Manifests.parse(SHOP.formatted("3"), "test").get(0).inNamespace(namespace), true);
        assertThatThrownBy(() -> end(session -> session.start(request("r2", "", set(false, false, "p")))))
                .hasMessageContaining(
                        "the cluster has moved since the plan p was made: ConfigMap " + namespace + "/settings");
        ClusterPlans.diff(delivery, request("q", SHOP.formatted("2"), set(false, false, null)));
        succeeded(end(session -> session.start(request("r3", "", set(false, false, "q")))));
        assertThat(image()).isEqualTo("shop/cart:2");
        assertThat(cluster.get(config("extra"))).isNull();
    }

    @Test
    void allProblemsOfASetAreToldTogetherAndNothingIsChanged() throws Exception {
        String broken = SHOP.formatted("1").replace("configMapRef: {name: settings}", "secretRef: {name: nowhere}")
                + "\n---\n{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {app: nobody}, ports: [{port: 80}]}}\n";
        assertThatThrownBy(() -> roll("r1", broken))
                .hasMessageContaining("there are 2 problems")
                .hasMessageContaining("container cart needs the Secret 'nowhere'")
                .hasMessageContaining("its selector {app=nobody} matches no pods");
        assertThat(cart()).isNull();
    }

    @Test
    void aTargetThatAnotherRunChangesIsRefusedOrWaitedForUntilItIsFree() throws Exception {
        TargetLock other = new TargetLock(OtherRun.of(delivery), cluster, namespace, "shop");
        assertThat(other.take("theirs")).isNull();
        assertThatThrownBy(
                        () -> end(session -> session.start(request("r1", SHOP.formatted("1"), set(false, true, null)))))
                .hasMessageContaining("is being changed by other #7 since ");
        CompletableFuture<RolloutMachine.End> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return roll("r2", SHOP.formatted("2"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() ->
                run.events(Remark.class).stream().anyMatch(one -> one.text().endsWith("; waiting")));
        assertThat(cart()).isNull();
        other.release("theirs");
        succeeded(waiting.get(60, TimeUnit.SECONDS));
    }

    @Test
    void firstReleasesThatBringTheirNamespaceGoOneAfterTheOther() throws Exception {
        cluster.delete(new WorkloadRef("v1", "Namespace", null, namespace));
        WorkloadRef gone = new WorkloadRef("v1", "Namespace", null, namespace);
        await().atMost(Duration.ofSeconds(30)).until(() -> cluster.get(gone) == null);
        String shop = "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}\n---\n" + SHOP;
        DeliveryContext other = OtherRun.of(delivery);
        CyclicBarrier together = new CyclicBarrier(2);
        List<CompletableFuture<RolloutMachine.End>> both = Stream.of(delivery, other)
                .map(one -> CompletableFuture.supplyAsync(() -> {
                    try {
                        together.await(10, TimeUnit.SECONDS);
                        String version = one == other ? "2" : "1";
                        return end(
                                one,
                                session -> session.start(
                                        request("r" + version, shop.formatted(version), set(false, false, null))));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        for (CompletableFuture<RolloutMachine.End> one : both) {
            succeeded(one.get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void scalesRestartsAndGoesBackToATemplateThatTheClusterKeeps() throws Exception {
        succeeded(roll("r1", SHOP.formatted("1")));
        succeeded(end(session ->
                session.start(request("s", "", RolloutOptions.NONE), new RolloutTask.Scale("deploy/cart", 2))));
        assertThat(Fields.number(cart(), "status", "availableReplicas")).isEqualTo(2);
        succeeded(end(session ->
                session.start(request("t", "", RolloutOptions.NONE), new RolloutTask.Restart(List.of("cart")))));
        assertThat(cart().toString()).contains("kubectl.kubernetes.io/restartedAt");
        succeeded(roll("r2", SHOP.formatted("2")));
        succeeded(end(session ->
                session.start(request("b", "", RolloutOptions.NONE), new RolloutTask.Template("cart", null))));
        assertThat(image()).isEqualTo("shop/cart:1");
        assertThat(ClusterPlans.status(delivery, DiskDelivery.CLUSTER, namespace, "shop")
                        .get("ready"))
                .isEqualTo(true);
        succeeded(roll("r3", SHOP.formatted("3")));
    }
}
