package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.ObjectApplied;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Marks;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sets of manifests on a cluster: plans, pruning, hooks, versions and turns. The sandbox's and a real one are held to it. */
public abstract class SetContract extends SetFixture {
    private static final String MIGRATION = """

            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate, annotations: {storefront.jenkins.io/hook: before%s}}
            spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: 'shop/m:1'}]}}}
            """;

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
                .as("what is removed comes first")
                .containsSubsequence(
                        "- ConfigMap " + namespace + "/extra is removed", "ConfigMap " + namespace + "/settings")
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
        TargetLock other = new TargetLock(new OtherRun(delivery), namespace, "shop");
        assertThat(other.take(cluster, "theirs")).isNull();
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
        other.release(cluster, "theirs");
        succeeded(waiting.get(60, TimeUnit.SECONDS));
    }

    @Test
    void firstReleasesThatBringTheirNamespaceGoOneAfterTheOther() throws Exception {
        cluster.delete(new WorkloadRef("v1", "Namespace", null, namespace));
        WorkloadRef gone = new WorkloadRef("v1", "Namespace", null, namespace);
        await().atMost(Duration.ofSeconds(30)).until(() -> cluster.get(gone) == null);
        String shop = "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}\n---\n" + SHOP;
        DeliveryContext other = new OtherRun(delivery);
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

    private static String service(String name, String annotations) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, annotations: {%2$s}}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template: {metadata: {labels: {app: %1$s}, annotations: {behaviour/delay: 1s}}, spec: {containers: [{name: c, image: 'shop/%1$s:1'}]}}
                """.formatted(name, annotations);
    }

    /** Names of objects as they were applied, with a star when one was first seen to serve. */
    private List<String> order() {
        List<String> order = new ArrayList<>();
        for (DeliveryEvent event : run.events()) {
            if (event instanceof ObjectApplied applied) {
                order.add(applied.object().name());
            } else if (event instanceof WorkloadProgressed moved
                    && moved.status().matches("serves|complete")) {
                order.add(moved.object().name() + "*");
            }
        }
        return order;
    }

    @Test
    void servicesBeginWhenThoseBeforeThemServeAndHooksAfterAll() throws Exception {
        succeeded(roll(
                "r1",
                service("web", "storefront.jenkins.io/depends-on: stock")
                        + service("stock", "")
                        + service("news", "storefront.jenkins.io/service: news")
                        + MIGRATION
                                .formatted("")
                                .replace("hook: before", "hook: after")
                                .replace("migrate", "warm")));
        assertThat(order()).containsSubsequence("stock", "stock*", "web", "web*", "warm", "warm*");
        assertThat(order().indexOf("news")).as("side by side").isLessThan(order().indexOf("stock*"));
        assertThat(order().indexOf("news*")).isLessThan(order().indexOf("warm"));
    }
}
