package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.RolloutCommanded;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.model.StrategyProgress;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A Service and a Deployment of three in a namespace of their own, which a test rolls out by strategies and looks at. */
final class StrategyShop {
    static final String OLD = "shop/cart:1";
    static final String NEW = "shop/cart:2";

    private final Cluster cluster;
    private final String namespace;
    private final DiskDelivery delivery;

    StrategyShop(TestDelivery run, Path project, Cluster cluster, String namespace) throws Exception {
        this.cluster = cluster;
        this.namespace = namespace;
        this.delivery = new DiskDelivery(run, project.resolve(namespace));
    }

    String namespace() {
        return namespace;
    }

    /** Rolls the old version out. */
    void serves() throws Exception {
        assertThat(rollout("old").start(OLD, "", Strategy.rolling()).end().outcome())
                .isEqualTo(Outcome.SUCCEEDED);
    }

    /** A rollout of that id, which is yet to be started. */
    Going rollout(String id) {
        return new Going(id);
    }

    /** A rollout that goes on while the test looks. */
    final class Going implements RolloutSession.Host {
        private final CompletableFuture<RolloutMachine.End> end = new CompletableFuture<>();
        private final StrategySession session = new StrategySession(delivery, this);
        private final String id;

        Going(String id) {
            this.id = id;
        }

        /** @param more annotations of the pods, which tell the sandbox how they behave */
        Going start(String image, String more, Strategy strategy) throws Exception {
            return start(yaml(namespace, image, more), strategy);
        }

        /** @param manifests YAML of all that is rolled out */
        Going start(String manifests, Strategy strategy) throws Exception {
            session.start(request(id, manifests), strategy);
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

    private RolloutRequest request(String id, String manifests) throws DeliveryException {
        return DiskDelivery.request(id, namespace, manifests);
    }

    Map<String, Object> get(String apiVersion, String kind, String name) throws DeliveryException {
        return cluster.get(new WorkloadRef(apiVersion, kind, namespace, name));
    }

    /** Applies one object in the namespace. */
    void apply(String yaml) throws DeliveryException {
        cluster.apply(Manifests.parse(yaml, "test").get(0).inNamespace(namespace), false);
    }

    String image(String deployment) throws DeliveryException {
        return Fields.list(get("apps/v1", "Deployment", deployment), "spec", "template", "spec", "containers").stream()
                .map(one -> Fields.text(one, "image"))
                .findFirst()
                .orElse(null);
    }

    Map<String, Object> selector(String service) throws DeliveryException {
        return Fields.map(get("v1", "Service", service), "spec", "selector");
    }

    long replicas(String deployment) throws DeliveryException {
        return Fields.number(get("apps/v1", "Deployment", deployment), "spec", "replicas");
    }

    /** As text. */
    String spec(String apiVersion, String kind, String name) throws DeliveryException {
        return String.valueOf(get(apiVersion, kind, name).get("spec"));
    }

    /** All that serves is of this image, under its own name, and nothing is left of the second set. */
    void settled(String image, String track) throws DeliveryException {
        assertThat(image("cart")).isEqualTo(image);
        assertThat(selector("cart")).isEqualTo(Map.of("app", "cart"));
        assertThat(replicas("cart")).isEqualTo(3);
        assertThat(get("apps/v1", "Deployment", "cart-" + track)).isNull();
        assertThat(get("v1", "Service", "cart-" + track)).isNull();
    }

    /** Makes a kind of any shape known to the cluster. */
    void define(String group, String plural, String kind) throws Exception {
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
}
