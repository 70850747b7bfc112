package io.jenkins.plugins.storefront.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a set needs of a quota, in the end and on its way there. */
class QuotaCheckTest {
    /** A namespace with a quota of 1 CPU, and these objects. */
    private static Lookup cluster(String used, String... objects) throws DeliveryException {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(SafeYaml.mapping(
                "{kind: ResourceQuota, metadata: {name: q}, spec: {hard: {requests.cpu: '1'}}, status: {used: {requests.cpu: "
                        + used + "}}}",
                "cluster"));
        for (String object : objects) {
            all.add(SafeYaml.mapping(object, "cluster"));
        }
        return (apiVersion, kind, namespace) -> Optional.of(
                all.stream().filter(one -> kind.equals(one.get("kind"))).toList());
    }

    private static List<Problem> check(Lookup lookup, String... manifests) throws DeliveryException {
        return QuotaCheck.of(
                Manifests.plan(Manifests.parse(String.join("\n---\n", manifests), "test"), "shop"), lookup);
    }

    private static String asks(String cpu) {
        return "image: i, resources: {requests: {cpu: " + cpu + "}}";
    }

    private static String template(String cpu) {
        return "template: {metadata: {labels: {app: web}}, spec: {restartPolicy: Always, containers: [{name: web, "
                + asks(cpu) + "}]}}";
    }

    private static String deployment(String name, int replicas, String more, String cpu) {
        return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: " + name + "}, spec: {replicas: " + replicas
                + more + ", selector: {matchLabels: {app: web}}, " + template(cpu) + "}";
    }

    private static String wanted(int replicas, String more, String cpu) {
        return deployment("web", replicas, more, cpu) + "}";
    }

    private static String serving(String name, int replicas, int available, String cpu) {
        return deployment(name, replicas, "", cpu) + ", status: {replicas: " + replicas + ", availableReplicas: "
                + available + "}}";
    }

    private static String job(String metadata, String spec, String cpu, String status) {
        return "{apiVersion: batch/v1, kind: Job, metadata: {name: migrate" + metadata + "}, spec: {" + spec
                + template(cpu) + "}" + status + "}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100m | 200m |        |        | 200m
            300m | 200m |        |        | 300m
            300m | 200m | Always |        | 500m
            100m | 200m |        | Always | 400m
            300m | 100m | Always | Always | 600m
            """)
    void initContainersRunBeforeTheOthersUnlessTheyAreSidecars(
            String first, String main, String firstRestarts, String secondRestarts, String counted) throws Exception {
        String pod = "{spec: {initContainers: [{name: a, " + asks(first) + restarts(firstRestarts) + "}, {name: b, "
                + asks("200m") + restarts(secondRestarts) + "}], containers: [{name: c, " + asks(main) + "}]}}";
        assertThat(Usage.ofPod(SafeYaml.mapping(pod, "test")).of("requests.cpu"))
                .isEqualByComparingTo(Quantity.of(counted));
    }

    private static String restarts(String policy) {
        return policy == null ? "" : ", restartPolicy: " + policy;
    }

    @Test
    void anInitContainerAloneCanBeTooMuch() throws Exception {
        String web = wanted(1, "", "100m")
                .replace("containers: [", "initContainers: [{name: i, " + asks("700m") + "}], containers: [");
        assertThat(check(cluster("500m"), web)).singleElement().satisfies(one -> {
            assertThat(one.error()).isTrue();
            assertThat(one.toString()).contains("allows 1 requests.cpu, of which 0.5 are used", "need 0.7 more");
        });
        assertThat(check(cluster("300m"), web)).isEmpty();
    }

    /** Two of 300m serve, so that 0.6 are used by it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            600m | 2 | 2 |                                                              | 350m | no problem: 0.6 + 0.35 fit, and so do 0.3 + 2 * 0.35
            700m | 2 | 2 |                                                              | 350m | it takes 0.4 more
            600m | 2 | 2 |                                                              | 360m | it takes 0.42 more
            700m | 2 | 2 | strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}  | 350m | it takes 0.4 more
            700m | 2 | 2 | strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}  | 350m | no problem: one goes first
            700m | 2 | 2 | strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 50%}} | 350m | no problem: one goes first
            700m | 2 | 2 | strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}  | 350m | no problem: one goes first
            700m | 2 | 2 | strategy: {type: Recreate}                                   | 350m | no problem: all go first
            700m | 2 | 2 | paused: true                                                 | 350m | no problem: nothing happens
            700m | 2 | 1 |                                                              | 350m | no problem: what does not serve goes first
            900m | 2 | 2 |                                                              | 300m | no problem: nothing changes
            900m | 2 | 2 |                                                              | 0.3  | no problem: nothing changes
            700m | 1 | 2 |                                                              | 350m | no problem: one goes for good before
            """)
    void aDeploymentThatTakesNoPodAwayFirstNeedsRoomForOneMore(
            String used, int replicas, int available, String strategy, String cpu, String said) throws Exception {
        Lookup cluster = cluster(used, serving("web", 2, available, "300m"));
        String more = strategy == null ? "" : ", " + strategy;
        said(check(cluster, wanted(replicas, more, cpu)), "the surge pod of Deployment shop/web", said);
    }

    @Test
    void roomThatAnotherOfTheSetMakesIsRoom() throws Exception {
        Lookup cluster = cluster("900m", serving("web", 2, 2, "300m"), serving("cart", 1, 1, "300m"));
        String cart = deployment("cart", 1, "", "100m") + "}";
        assertThat(check(cluster, wanted(2, "", "310m"))).hasSize(1);
        assertThat(check(cluster, wanted(2, "", "290m"), cart)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            700m | , annotations: {storefront.jenkins.io/hook: before} |                | it takes 0.4 more
            600m | , annotations: {storefront.jenkins.io/hook: before} |                | no problem: it fits
            700m |                                                     |                | it takes 0.4 more
            700m |                                                     | parallelism: 3 | it takes 0.4 more
            500m |                                                     | parallelism: 3 | no problem: one after the other
            700m |                                                     | suspend: true  | no problem: it does not run
            700m |                                                     | parallelism: 0 | no problem: it does not run
            """)
    void aJobNeedsRoomForAPod(String used, String metadata, String spec, String said) throws Exception {
        String migrate = job(metadata == null ? "" : metadata, spec == null ? "" : spec + ", ", "400m", "");
        said(check(cluster(used), migrate), "a pod of Job shop/migrate", said);
    }

    @Test
    void aHookAfterComesWhenAllOthersServe() throws Exception {
        String hook = ", annotations: {storefront.jenkins.io/hook: %s}";
        String web = wanted(1, "", "500m");
        said(
                check(cluster("200m"), web, job(hook.formatted("after"), "", "400m", "")),
                "a pod of Job shop/migrate",
                "it takes 0.9 more");
        assertThat(check(cluster("200m"), web, job(hook.formatted("before"), "", "400m", "")))
                .isEmpty();
    }

    @Test
    void aJobThatIsThereRunsAnewOnlyWhereItChanges() throws Exception {
        Lookup cluster = cluster("900m", job("", "", "400m", ", status: {succeeded: 1}"));
        assertThat(check(cluster, job("", "", "400m", ""))).isEmpty();
        assertThat(check(cluster, job("", "", "500m", ""))).hasSize(1);
        assertThat(check(cluster("900m", job("", "", "400m", ", status: {active: 1}")), job("", "", "500m", "")))
                .as("its pod goes with it")
                .isEmpty();
    }

    @Test
    void aPodThatIsThereIsNotCountedTwice() throws Exception {
        String pod = "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, " + asks("600m")
                + "}]}%s}";
        assertThat(check(cluster("600m", pod.formatted("")), pod.formatted(""))).isEmpty();
        assertThat(check(cluster("600m", pod.formatted(", status: {phase: Failed}")), pod.formatted("")))
                .hasSize(1);
    }

    private static void said(List<Problem> problems, String of, String said) {
        if (said.startsWith("no problem")) {
            assertThat(problems).as(said).isEmpty();
        } else {
            assertThat(problems).singleElement().satisfies(one -> {
                assertThat(one.error()).as(one.toString()).isFalse();
                assertThat(one.toString())
                        .startsWith("ResourceQuota shop/q: has no room for " + of)
                        .contains(said);
            });
        }
    }
}
