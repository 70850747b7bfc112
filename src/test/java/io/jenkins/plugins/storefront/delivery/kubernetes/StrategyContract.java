package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.RolloutCommanded;
import io.jenkins.plugins.storefront.delivery.guard.GateRule;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.model.StrategyProgress;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy.Step;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Traffic;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What each strategy does in a cluster, step by step; the sandbox's cluster and a real one are held to the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StrategyContract {
    private static final String OLD = "shop/cart:1";
    private static final String NEW = "shop/cart:2";
    private static final Duration NOW = Duration.ZERO;

    private final String prefix = "strategy-" + UUID.randomUUID().toString().substring(0, 6) + "-";
    private int count;
    private Path project;
    private TestDelivery run;
    private Cluster cluster;
    private String namespace;
    private DiskDelivery delivery;

    /** A kubeconfig of someone who may do everything. */
    protected abstract String kubeconfig() throws Exception;

    /** Called when everything is over. */
    protected void stop() {}

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        project = folder;
        Path kubeconfig = Files.writeString(project.resolve("kubeconfig"), kubeconfig());
        run = DiskDelivery.run(project, kubeconfig);
        cluster = Clusters.open(new ClusterEndpoint.Kubeconfig(Secret.of(kubeconfig()), null, null));
    }

    @AfterAll
    void close() throws Exception {
        if (cluster != null) {
            cluster.close();
            run.close();
            stop();
        }
    }

    /** A rollout that goes on while the test looks. */
    private final class Going implements RolloutSession.Host {
        private final CompletableFuture<RolloutMachine.End> end = new CompletableFuture<>();
        private final StrategySession session = new StrategySession(delivery, this);
        private final String id;

        Going(String id) {
            this.id = id;
        }

        Going start(String image, String more, Strategy strategy) throws Exception {
            session.start(request(id, image, more), strategy);
            return this;
        }

        @Override
        public void persist(String state) {}

        @Override
        public void ended(RolloutState state, RolloutMachine.End how) {
            end.complete(how);
        }

        RolloutMachine.End end() throws Exception {
            return end.get(25, TimeUnit.SECONDS);
        }

        void say(RolloutAction action) {
            delivery.events().publish(new RolloutCommanded(delivery.clock().instant(), id, action, "the test"));
        }

        /** Waits until the release says so. */
        StrategyProgress until(Predicate<StrategyProgress> wanted) throws Exception {
            CompletableFuture<StrategyProgress> seen = new CompletableFuture<>();
            try (var listening = delivery.release().listen(release -> {
                if (wanted.test(release.strategyOf(id))) {
                    seen.complete(release.strategyOf(id));
                }
            })) {
                StrategyProgress now = delivery.release().current().strategyOf(id);
                return wanted.test(now) ? now : seen.get(25, TimeUnit.SECONDS);
            }
        }
    }

    /** A Service and a Deployment of three, with a namespace of their own. */
    static String yaml(String namespace, String image, String more) {
        return """
                {apiVersion: v1, kind: Namespace, metadata: {name: %1$s}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {selector: {app: cart}, ports: [{port: 80}]}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: cart}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: cart}}
                  template:
                    metadata: {labels: {app: cart, tier: web}, annotations: {%3$s}}
                    spec: {containers: [{name: cart, image: '%2$s'}]}
                """.formatted(namespace, image, more);
    }

    private RolloutRequest request(String id, String image, String more) throws DeliveryException {
        return request(id, yaml(namespace, image, more));
    }

    private RolloutRequest request(String id, String manifests) throws DeliveryException {
        return new RolloutRequest(
                id,
                null,
                DiskDelivery.CLUSTER,
                namespace,
                Manifests.parse(manifests, "test"),
                Map.of(),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1),
                0,
                false);
    }

    private void serving() throws Exception {
        namespace = prefix + ++count;
        delivery = new DiskDelivery(run, project.resolve(namespace));
        assertThat(new Going("old").start(OLD, "", Strategy.rolling()).end().outcome())
                .isEqualTo(Outcome.SUCCEEDED);
    }

    private Map<String, Object> get(String apiVersion, String kind, String name) throws DeliveryException {
        return cluster.get(new WorkloadRef(apiVersion, kind, namespace, name));
    }

    private String image(String deployment) throws DeliveryException {
        return Fields.list(get("apps/v1", "Deployment", deployment), "spec", "template", "spec", "containers").stream()
                .map(one -> Fields.text(one, "image"))
                .findFirst()
                .orElse(null);
    }

    private Map<String, Object> selector(String service) throws DeliveryException {
        return Fields.map(get("v1", "Service", service), "spec", "selector");
    }

    private long replicas(String deployment) throws DeliveryException {
        return Fields.number(get("apps/v1", "Deployment", deployment), "spec", "replicas");
    }

    private void settled(String image, String track) throws DeliveryException {
        assertThat(image("cart")).isEqualTo(image);
        assertThat(selector("cart")).isEqualTo(Map.of("app", "cart"));
        assertThat(replicas("cart")).isEqualTo(3);
        assertThat(get("apps/v1", "Deployment", "cart-" + track)).isNull();
        assertThat(get("v1", "Service", "cart-" + track)).isNull();
    }

    @Test
    void blueGreenSwitchesByTheServiceAndKeepsTheOldSet() throws Exception {
        serving();
        Going going =
                new Going("new").start(NEW, "", Strategy.blueGreen(true, Duration.ofHours(1), List.of(), List.of()));
        going.until(progress -> "promote".equals(progress.waitsFor()));
        assertThat(image("cart-green")).isEqualTo(NEW);
        assertThat(image("cart")).isEqualTo(OLD);
        assertThat(selector("cart")).isEqualTo(Map.of("app", "cart"));
        assertThat(selector("cart-green")).containsEntry("app", "cart-green");
        assertThat(replicas("cart-green")).isEqualTo(3);
        going.say(RolloutAction.PROMOTE);
        going.until(progress -> progress.weight() == 100 && progress.stop() == 2);
        assertThat(selector("cart")).containsEntry("app", "cart-green");
        assertThat(image("cart")).isEqualTo(OLD);
        going.say(RolloutAction.PROMOTE);
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        settled(NEW, "green");
    }

    @Test
    void blueGreenGoesBackAtOnceWhileTheOldSetIsKept() throws Exception {
        serving();
        Going going =
                new Going("new").start(NEW, "", Strategy.blueGreen(false, Duration.ofHours(1), List.of(), List.of()));
        going.until(progress -> progress.weight() == 100 && progress.stop() == 2);
        going.say(RolloutAction.UNDO);
        RolloutMachine.End end = going.end();
        assertThat(end.outcome()).isEqualTo(Outcome.UNDONE);
        assertThat(end.verdict()).contains("undone by the test");
        settled(OLD, "green");
    }

    @Test
    void aSecondSetThatCrashesNeverGetsTraffic() throws Exception {
        serving();
        RolloutMachine.End end = new Going("new")
                .start("shop/cart:3", "behaviour: crash", Strategy.blueGreen(false, NOW, List.of(), List.of()))
                .end();
        assertThat(end.outcome()).isEqualTo(Outcome.UNDONE);
        assertThat(end.causes()).anySatisfy(cause -> assertThat(cause.subject()).contains("cart-green"));
        settled(OLD, "green");
        assertThat(Fields.number(get("v1", "Service", "cart"), "metadata", "generation"))
                .isZero();
    }

    @Test
    void aCanaryGrowsByItsNumberOfPods() throws Exception {
        serving();
        Going going = new Going("new")
                .start(
                        NEW,
                        "",
                        Strategy.canary(
                                List.of(new Step(25, null, List.of()), new Step(50, null, List.of())),
                                Traffic.REPLICAS,
                                List.of()));
        going.until(progress -> progress.stop() == 1 && "promote".equals(progress.waitsFor()));
        assertThat(replicas("cart-canary")).isEqualTo(1);
        assertThat(image("cart-canary")).isEqualTo(NEW);
        assertThat(replicas("cart")).isEqualTo(3);
        going.say(RolloutAction.PROMOTE);
        going.until(progress -> progress.stop() == 2 && "promote".equals(progress.waitsFor()));
        assertThat(replicas("cart-canary")).isEqualTo(3);
        assertThat(image("cart")).isEqualTo(OLD);
        going.say(RolloutAction.PROMOTE);
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        settled(NEW, "canary");
    }

    @Test
    void aCanaryIsWeighedByAnIngress() throws Exception {
        serving();
        cluster.apply(
                new Manifest(
                        Manifests.parse("""
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: shop, namespace: %s, annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 8m}}
                        spec:
                          ingressClassName: nginx
                          rules:
                          - host: shop.example.com
                            http:
                              paths:
                              - {path: /cart, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}
                              - {path: /, pathType: Prefix, backend: {service: {name: front, port: {number: 80}}}}
                        """.formatted(namespace), "test").get(0).object()),
                false);
        Going going = new Going("new")
                .start(
                        NEW,
                        "",
                        Strategy.canary(List.of(new Step(20, null, List.of())), Traffic.nginx("shop"), List.of()));
        going.until(progress -> progress.weight() == 20);
        going.until(progress -> "promote".equals(progress.waitsFor()));
        Map<String, Object> ingress = get("networking.k8s.io/v1", "Ingress", "shop-canary");
        assertThat(Fields.map(ingress, "metadata", "annotations"))
                .containsEntry("nginx.ingress.kubernetes.io/canary", "true")
                .containsEntry("nginx.ingress.kubernetes.io/canary-weight", "20")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-body-size", "8m");
        assertThat(String.valueOf(ingress.get("spec"))).contains("cart-canary").doesNotContain("front");
        going.say(RolloutAction.UNDO);
        assertThat(going.end().outcome()).isEqualTo(Outcome.UNDONE);
        settled(OLD, "canary");
        assertThat(get("networking.k8s.io/v1", "Ingress", "shop-canary")).isNull();
    }

    private void define(String group, String plural, String kind) throws Exception {
        cluster.apply(
                Manifests.parse("""
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: {name: %2$s.%1$s, annotations: {api-approved.kubernetes.io: unapproved}}
                        spec:
                          group: %1$s
                          scope: Namespaced
                          names: {plural: %2$s, kind: %3$s}
                          versions:
                          - name: v1
                            served: true
                            storage: true
                            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                        """.formatted(group, plural, kind), "test").get(0), false);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> get(group + "/v1", kind, "nothing") == null);
    }

    @Test
    void aCanaryIsWeighedByAnHttpRoute() throws Exception {
        serving();
        define("gateway.networking.k8s.io", "httproutes", "HTTPRoute");
        cluster.apply(Manifests.parse("""
                        apiVersion: gateway.networking.k8s.io/v1
                        kind: HTTPRoute
                        metadata: {name: shop, namespace: %s}
                        spec: {rules: [{backendRefs: [{name: cart, port: 80}]}]}
                        """.formatted(namespace), "test").get(0), false);
        Going going = new Going("new")
                .start(
                        NEW,
                        "",
                        Strategy.canary(List.of(new Step(20, null, List.of())), Traffic.route("shop"), List.of()));
        going.until(progress -> progress.weight() == 20 && "promote".equals(progress.waitsFor()));
        String spec = String.valueOf(
                get("gateway.networking.k8s.io/v1", "HTTPRoute", "shop").get("spec"));
        assertThat(spec).contains("cart-canary").containsPattern("weight=20").containsPattern("weight=80");
        going.say(RolloutAction.PROMOTE);
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        settled(NEW, "canary");
        assertThat(String.valueOf(
                        get("gateway.networking.k8s.io/v1", "HTTPRoute", "shop").get("spec")))
                .doesNotContain("cart-canary");
    }

    @Test
    void aCanaryIsWeighedByARuleOfTheUsers() throws Exception {
        serving();
        define("split.example.com", "trafficsplits", "TrafficSplit");
        cluster.apply(Manifests.parse("""
                        apiVersion: split.example.com/v1
                        kind: TrafficSplit
                        metadata: {name: shop, namespace: %s}
                        spec: {backends: [{service: cart, weight: 100}, {service: cart-canary, weight: 0}]}
                        """.formatted(namespace), "test").get(0), false);
        Going going = new Going("new")
                .start(
                        NEW,
                        "",
                        Strategy.canary(
                                List.of(new Step(30, null, List.of())),
                                Traffic.rule(
                                        "split.example.com/v1",
                                        "TrafficSplit",
                                        "shop",
                                        "spec.backends[1].weight",
                                        "spec.backends[0].weight"),
                                List.of()));
        going.until(progress -> progress.weight() == 30 && "promote".equals(progress.waitsFor()));
        assertThat(String.valueOf(
                        get("split.example.com/v1", "TrafficSplit", "shop").get("spec")))
                .containsPattern("weight=70")
                .containsPattern("weight=30");
        going.say(RolloutAction.UNDO);
        assertThat(going.end().outcome()).isEqualTo(Outcome.UNDONE);
        settled(OLD, "canary");
        assertThat(String.valueOf(
                        get("split.example.com/v1", "TrafficSplit", "shop").get("spec")))
                .containsPattern("weight=100")
                .containsPattern("weight=0");
    }

    @Test
    void aGateThatSaysNothingIsPassedByWhoOverridesIt() throws Exception {
        serving();
        GateRule nobody = GateRule.of("nobody", new GateRule.Http("http://127.0.0.1:1/", 200, Duration.ofHours(1)));
        Going going = new Going("new").start(NEW, "", Strategy.blueGreen(true, NOW, List.of(nobody), List.of()));
        going.until(progress -> "promote".equals(progress.waitsFor()));
        going.say(RolloutAction.OVERRIDE);
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        settled(NEW, "green");
    }

    @Test
    void aSetThatBringsNothingElseGoesStraightOn() throws Exception {
        serving();
        String whole = yaml(namespace, NEW, "");
        Going going = new Going("new");
        going.session.start(
                request("new", whole.substring(whole.indexOf("---\n"))),
                Strategy.blueGreen(false, NOW, List.of(), List.of()));
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        settled(NEW, "green");
    }

    @Test
    void recreateTakesTheOldDownFirst() throws Exception {
        serving();
        assertThat(new Going("new").start(NEW, "", Strategy.recreate()).end().outcome())
                .isEqualTo(Outcome.SUCCEEDED);
        settled(NEW, "none");
    }

    @Test
    void aPausedRollingGoesOnWhenItIsResumed() throws Exception {
        serving();
        Going going = new Going("new");
        going.say(RolloutAction.PAUSE);
        going.start(NEW, "", Strategy.rolling());
        going.until(progress -> "resume".equals(progress.waitsFor()));
        going.say(RolloutAction.RESUME);
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        settled(NEW, "none");
        assertThat(Fields.at(get("apps/v1", "Deployment", "cart"), "spec", "paused"))
                .isIn(null, false);
    }
}
