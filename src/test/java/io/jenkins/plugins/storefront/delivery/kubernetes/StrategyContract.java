package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.guard.GateRule;
import io.jenkins.plugins.storefront.delivery.kubernetes.StrategyShop.Going;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What each strategy does in a cluster, step by step; the sandbox's cluster and a real one are held to the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StrategyContract {
    private static final Duration NOW = Duration.ZERO;

    private final String prefix = "strategy-" + UUID.randomUUID().toString().substring(0, 6) + "-";
    private int count;
    private Path project;
    private TestDelivery run;
    private Cluster cluster;
    private StrategyShop shop;

    /** A kubeconfig of someone who may do everything. */
    protected abstract String kubeconfig() throws Exception;

    /** Called when everything is over. */
    protected void stop() {}

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        project = folder;
        Path kubeconfig = Files.writeString(project.resolve("kubeconfig"), kubeconfig());
        run = DiskDelivery.run(project, kubeconfig);
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

    private void serving() throws Exception {
        shop = new StrategyShop(run, project, cluster, prefix + ++count);
        shop.serves();
    }

    private Going begin(Strategy strategy) throws Exception {
        return shop.rollout("new").start(StrategyShop.NEW, "", strategy);
    }

    private static Strategy blueGreen(boolean byHand, Duration keepOld) throws DeliveryException {
        return Strategy.blueGreen(byHand, keepOld, List.of(), List.of());
    }

    private static Strategy canary(int weight, Traffic traffic) throws DeliveryException {
        return Strategy.canary(List.of(new Step(weight, null, List.of())), traffic, List.of());
    }

    @Test
    void blueGreenSwitchesByTheServiceAndKeepsTheOldSet() throws Exception {
        serving();
        Going going = begin(blueGreen(true, Duration.ofHours(1)));
        going.until(progress -> "promote".equals(progress.waitsFor()));
        assertThat(shop.image("cart-green")).isEqualTo(StrategyShop.NEW);
        assertThat(shop.image("cart")).isEqualTo(StrategyShop.OLD);
        assertThat(shop.selector("cart")).isEqualTo(Map.of("app", "cart"));
        assertThat(shop.selector("cart-green")).containsEntry("app", "cart-green");
        assertThat(shop.replicas("cart-green")).isEqualTo(3);
        going.say(RolloutAction.PROMOTE);
        going.until(progress -> progress.weight() == 100 && progress.stop() == 2);
        assertThat(shop.selector("cart")).containsEntry("app", "cart-green");
        assertThat(shop.image("cart")).isEqualTo(StrategyShop.OLD);
        going.say(RolloutAction.PROMOTE);
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        shop.settled(StrategyShop.NEW, "green");
    }

    @Test
    void blueGreenGoesBackAtOnceWhileTheOldSetIsKept() throws Exception {
        serving();
        Going going = begin(blueGreen(false, Duration.ofHours(1)));
        going.until(progress -> progress.weight() == 100 && progress.stop() == 2);
        going.say(RolloutAction.UNDO);
        RolloutMachine.End end = going.end();
        assertThat(end.outcome()).isEqualTo(Outcome.UNDONE);
        assertThat(end.verdict()).contains("undone by the test");
        shop.settled(StrategyShop.OLD, "green");
    }

    @Test
    void aSecondSetThatCrashesNeverGetsTraffic() throws Exception {
        serving();
        RolloutMachine.End end = shop.rollout("new")
                .start("shop/cart:3", "behaviour: crash", blueGreen(false, NOW))
                .end();
        assertThat(end.outcome()).isEqualTo(Outcome.UNDONE);
        assertThat(end.causes()).anySatisfy(cause -> assertThat(cause.subject()).contains("cart-green"));
        shop.settled(StrategyShop.OLD, "green");
        assertThat(Fields.number(shop.get("v1", "Service", "cart"), "metadata", "generation"))
                .isZero();
    }

    @Test
    void aCanaryGrowsByItsNumberOfPods() throws Exception {
        serving();
        Going going = begin(Strategy.canary(
                List.of(new Step(25, null, List.of()), new Step(50, null, List.of())), Traffic.REPLICAS, List.of()));
        going.until(progress -> progress.stop() == 1 && "promote".equals(progress.waitsFor()));
        assertThat(shop.replicas("cart-canary")).isEqualTo(1);
        assertThat(shop.image("cart-canary")).isEqualTo(StrategyShop.NEW);
        assertThat(shop.replicas("cart")).isEqualTo(3);
        going.say(RolloutAction.PROMOTE);
        going.until(progress -> progress.stop() == 2 && "promote".equals(progress.waitsFor()));
        assertThat(shop.replicas("cart-canary")).isEqualTo(3);
        assertThat(shop.image("cart")).isEqualTo(StrategyShop.OLD);
        going.say(RolloutAction.PROMOTE);
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        shop.settled(StrategyShop.NEW, "canary");
    }

    @Test
    void aCanaryIsWeighedByAnIngress() throws Exception {
        serving();
        shop.apply("""
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 8m}}
                        spec:
                          ingressClassName: nginx
                          rules:
                          - host: shop.example.com
                            http:
                              paths:
                              - {path: /cart, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}
                              - {path: /, pathType: Prefix, backend: {service: {name: front, port: {number: 80}}}}
                        """);
        Going going = begin(canary(20, Traffic.nginx("shop")));
        going.until(progress -> progress.weight() == 20);
        going.until(progress -> "promote".equals(progress.waitsFor()));
        Map<String, Object> ingress = shop.get("networking.k8s.io/v1", "Ingress", "shop-canary");
        assertThat(Fields.map(ingress, "metadata", "annotations"))
                .containsEntry("nginx.ingress.kubernetes.io/canary", "true")
                .containsEntry("nginx.ingress.kubernetes.io/canary-weight", "20")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-body-size", "8m");
        assertThat(String.valueOf(ingress.get("spec"))).contains("cart-canary").doesNotContain("front");
        going.say(RolloutAction.UNDO);
        assertThat(going.end().outcome()).isEqualTo(Outcome.UNDONE);
        shop.settled(StrategyShop.OLD, "canary");
        assertThat(shop.get("networking.k8s.io/v1", "Ingress", "shop-canary")).isNull();
    }

    @Test
    void aCanaryIsWeighedByAnHttpRoute() throws Exception {
        serving();
        shop.define("gateway.networking.k8s.io", "httproutes", "HTTPRoute");
        shop.apply("""
                        apiVersion: gateway.networking.k8s.io/v1
                        kind: HTTPRoute
                        metadata: {name: shop}
                        spec: {rules: [{backendRefs: [{name: cart, port: 80}]}]}
                        """);
        Going going = begin(canary(20, Traffic.route("shop")));
        going.until(progress -> progress.weight() == 20 && "promote".equals(progress.waitsFor()));
        String spec = shop.spec("gateway.networking.k8s.io/v1", "HTTPRoute", "shop");
        assertThat(spec).contains("cart-canary").containsPattern("weight=20").containsPattern("weight=80");
        going.say(RolloutAction.PROMOTE);
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        shop.settled(StrategyShop.NEW, "canary");
        assertThat(shop.spec("gateway.networking.k8s.io/v1", "HTTPRoute", "shop"))
                .doesNotContain("cart-canary");
    }

    @Test
    void aCanaryIsWeighedByARuleOfTheUsers() throws Exception {
        serving();
        shop.define("split.example.com", "trafficsplits", "TrafficSplit");
        shop.apply("""
                        apiVersion: split.example.com/v1
                        kind: TrafficSplit
                        metadata: {name: shop}
                        spec: {backends: [{service: cart, weight: 100}, {service: cart-canary, weight: 0}]}
                        """);
        Going going = begin(canary(
                30,
                Traffic.rule(
                        "split.example.com/v1",
                        "TrafficSplit",
                        "shop",
                        "spec.backends[1].weight",
                        "spec.backends[0].weight")));
        going.until(progress -> progress.weight() == 30 && "promote".equals(progress.waitsFor()));
        assertThat(shop.spec("split.example.com/v1", "TrafficSplit", "shop"))
                .containsPattern("weight=70")
                .containsPattern("weight=30");
        going.say(RolloutAction.UNDO);
        assertThat(going.end().outcome()).isEqualTo(Outcome.UNDONE);
        shop.settled(StrategyShop.OLD, "canary");
        assertThat(shop.spec("split.example.com/v1", "TrafficSplit", "shop"))
                .containsPattern("weight=100")
                .containsPattern("weight=0");
    }

    @Test
    void aGateThatSaysNothingIsPassedByWhoOverridesIt() throws Exception {
        serving();
        GateRule nobody = GateRule.of("nobody", new GateRule.Http("http://127.0.0.1:1/", 200, Duration.ofHours(1)));
        Going going = begin(Strategy.blueGreen(true, NOW, List.of(nobody), List.of()));
        going.until(progress -> "promote".equals(progress.waitsFor()));
        going.say(RolloutAction.OVERRIDE);
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        shop.settled(StrategyShop.NEW, "green");
    }

    @Test
    void aSetThatBringsNothingElseGoesStraightOn() throws Exception {
        serving();
        String whole = StrategyShop.yaml(shop.namespace(), StrategyShop.NEW, "");
        Going going = shop.rollout("new").start(whole.substring(whole.indexOf("---\n")), blueGreen(false, NOW));
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        shop.settled(StrategyShop.NEW, "green");
    }

    @Test
    void recreateTakesTheOldDownFirst() throws Exception {
        serving();
        assertThat(begin(Strategy.recreate()).end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        shop.settled(StrategyShop.NEW, "none");
    }

    @Test
    void aPausedRollingGoesOnWhenItIsResumed() throws Exception {
        serving();
        Going going = shop.rollout("new");
        going.say(RolloutAction.PAUSE);
        going.start(StrategyShop.NEW, "", Strategy.rolling());
        going.until(progress -> "resume".equals(progress.waitsFor()));
        going.say(RolloutAction.RESUME);
        assertThat(going.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
        shop.settled(StrategyShop.NEW, "none");
        assertThat(Fields.at(shop.get("apps/v1", "Deployment", "cart"), "spec", "paused"))
                .isIn(null, false);
    }
}
