package io.jenkins.plugins.storefront.delivery.rollout.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.ReadyRule;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    private static final String PROGRESS = "PROGRESSING";

    static Map<String, Object> yaml(String text) {
        try {
            return SafeYaml.mapping(text, "test");
        } catch (Exception e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Assessment assess(Map<String, Object> object, Seen seen, Map<String, String> rules) throws Exception {
        WorkloadRef ref = new WorkloadRef(
                Fields.text(object, "apiVersion"),
                Fields.text(object, "kind"),
                "shop",
                Fields.text(object, "metadata", "name"));
        List<String> images = Images.of(Fields.map(object, "spec", "template", "spec"));
        RolloutState.Target target = new RolloutState.Target(
                ref, null, Fields.number(object, "metadata", "generation"), images, false, "", null);
        RolloutState.Limits limits = new RolloutState.Limits(
                Instant.MAX,
                Duration.ofMinutes(4),
                Duration.ofSeconds(15),
                1,
                new WaitRules(null, ReadyRule.parse(rules), false));
        return Checks.of(target, seen, limits);
    }

    private static Assessment assess(String text) throws Exception {
        Map<String, Object> object = yaml(text);
        return assess(object, new Seen(object, List.of(), List.of()), Map.of());
    }

    /** What kinds without pods report, and what follows; the status says more in docs/rollouts.md. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            apps/v1                         | StatefulSet             | spec: {replicas: 2}, status: {observedGeneration: 1} | PROGRESSING
            apps/v1                         | DaemonSet               | status: {observedGeneration: 2, desiredNumberScheduled: 0} | READY
            apps/v1                         | DaemonSet               | status: {observedGeneration: 1, desiredNumberScheduled: 0} | PROGRESSING
            apps/v1                         | Deployment              | spec: {paused: true}, status: {observedGeneration: 2} | PROGRESSING
            batch/v1                        | Job                     | status: {succeeded: 1, conditions: [{type: Complete, status: 'True'}]} | READY
            batch/v1                        | Job                     | status: {conditions: [{type: SuccessCriteriaMet, status: 'True'}]} | PROGRESSING
            batch/v1                        | Job                     | status: {conditions: [{type: FailureTarget, status: 'True', reason: BackoffLimitExceeded}]} | FAILED_CERTAIN
            batch/v1                        | Job                     | status: {conditions: [{type: Failed, status: 'True', reason: DeadlineExceeded}]} | FAILED_CERTAIN
            batch/v1                        | Job                     | spec: {suspend: true} | PROGRESSING
            batch/v1                        | CronJob                 | spec: {schedule: '0 3 * * *'} | READY
            v1                              | PersistentVolumeClaim   | status: {phase: Bound} | READY
            v1                              | PersistentVolumeClaim   | status: {phase: Pending} | PROGRESSING
            v1                              | PersistentVolumeClaim   | status: {phase: Lost} | FAILED_CERTAIN
            v1                              | Service                 | spec: {type: LoadBalancer, selector: {app: a}} | PROGRESSING
            v1                              | Service                 | spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}} | READY
            v1                              | Service                 | spec: {type: ExternalName, externalName: x} | READY
            networking.k8s.io/v1            | Ingress                 | status: {loadBalancer: {}} | PROGRESSING
            networking.k8s.io/v1            | Ingress                 | status: {loadBalancer: {ingress: [{hostname: x}]}} | READY
            gateway.networking.k8s.io/v1    | HTTPRoute               | spec: {parentRefs: [{name: g}]} | PROGRESSING
            gateway.networking.k8s.io/v1    | HTTPRoute               | spec: {parentRefs: [{name: g}]}, status: {parents: [{conditions: [{type: Accepted, status: 'True', observedGeneration: 2}, {type: ResolvedRefs, status: 'True', observedGeneration: 2}]}]} | READY
            gateway.networking.k8s.io/v1    | HTTPRoute               | spec: {parentRefs: [{name: g}]}, status: {parents: [{conditions: [{type: Accepted, status: 'True', observedGeneration: 1}, {type: ResolvedRefs, status: 'True', observedGeneration: 1}]}]} | PROGRESSING
            gateway.networking.k8s.io/v1    | HTTPRoute               | spec: {parentRefs: [{name: g}]}, status: {parents: [{conditions: [{type: ResolvedRefs, status: 'False', reason: BackendNotFound, observedGeneration: 2}]}]} | FAILING_MAYBE
            autoscaling/v2                  | HorizontalPodAutoscaler | spec: {maxReplicas: 4} | PROGRESSING
            autoscaling/v2                  | HorizontalPodAutoscaler | spec: {maxReplicas: 4}, status: {conditions: [{type: AbleToScale, status: 'True'}, {type: ScalingActive, status: 'True'}]} | READY
            autoscaling/v2                  | HorizontalPodAutoscaler | spec: {maxReplicas: 4}, status: {conditions: [{type: AbleToScale, status: 'False', reason: FailedGetScale}]} | FAILING_MAYBE
            autoscaling/v2                  | HorizontalPodAutoscaler | spec: {maxReplicas: 4}, status: {conditions: [{type: AbleToScale, status: 'True'}, {type: ScalingLimited, status: 'True', reason: TooManyReplicas}]} | FAILING_MAYBE
            autoscaling/v2                  | HorizontalPodAutoscaler | spec: {minReplicas: 4, maxReplicas: 4}, status: {conditions: [{type: AbleToScale, status: 'True'}, {type: ScalingLimited, status: 'True', reason: TooManyReplicas}]} | READY
            autoscaling/v2                  | HorizontalPodAutoscaler | spec: {maxReplicas: 4}, status: {conditions: [{type: AbleToScale, status: 'True'}, {type: ScalingActive, status: 'False', reason: ScalingDisabled}]} | READY
            policy/v1                       | PodDisruptionBudget     | status: {observedGeneration: 1} | PROGRESSING
            policy/v1                       | PodDisruptionBudget     | status: {observedGeneration: 2, currentHealthy: 1, desiredHealthy: 2} | PROGRESSING
            policy/v1                       | PodDisruptionBudget     | status: {observedGeneration: 2, currentHealthy: 2, desiredHealthy: 2, expectedPods: 2} | READY
            apiextensions.k8s.io/v1         | CustomResourceDefinition | status: {conditions: [{type: NamesAccepted, status: 'True'}]} | PROGRESSING
            apiextensions.k8s.io/v1         | CustomResourceDefinition | status: {conditions: [{type: Established, status: 'True'}]} | READY
            apiextensions.k8s.io/v1         | CustomResourceDefinition | status: {conditions: [{type: NamesAccepted, status: 'False', reason: ListKindConflict}]} | FAILED_CERTAIN
            apiregistration.k8s.io/v1       | APIService              | status: {conditions: [{type: Available, status: 'True'}]} | READY
            apiregistration.k8s.io/v1       | APIService              | status: {conditions: [{type: Available, status: 'False', reason: MissingEndpoints}]} | FAILING_MAYBE
            apiregistration.k8s.io/v1       | APIService              | spec: {} | PROGRESSING
            example.com/v1                  | Shop                    | spec: {} | PROGRESSING
            example.com/v1                  | Shop                    | status: {phase: Up} | READY
            example.com/v1                  | Shop                    | status: {observedGeneration: 1} | PROGRESSING
            example.com/v1                  | Shop                    | status: {conditions: [{type: Ready, status: 'False'}]} | PROGRESSING
            example.com/v1                  | Shop                    | status: {conditions: [{type: Ready, status: 'True', observedGeneration: 1}]} | PROGRESSING
            example.com/v1                  | Shop                    | status: {conditions: [{type: Ready, status: 'True', observedGeneration: 2}]} | READY
            example.com/v1                  | Shop                    | status: {conditions: [{type: Stalled, status: 'True'}]} | FAILED_CERTAIN
            example.com/v1                  | Shop                    | status: {conditions: [{type: Reconciling, status: 'True'}]} | PROGRESSING
            v1                              | ConfigMap               | data: {} | READY
            """)
    void saysWhereAnObjectStands(String apiVersion, String kind, String fields, String verdict) throws Exception {
        Assessment at = assess("{apiVersion: " + apiVersion + ", kind: " + kind
                + ", metadata: {name: x, generation: 2}, " + fields + "}");
        assertThat(at.verdict()).as(at.toString()).hasToString(verdict);
    }

    @Test
    void everyKindIsInTheGuidesTable() throws Exception {
        String guide = Files.readString(Path.of("docs/rollouts.md"));
        assertThat(Checks.kinds()).isNotEmpty().allSatisfy(kind -> assertThat(guide)
                .containsPattern("(?m)^\\| [^|]*" + kind.replaceFirst("^(TLS|TCP)Route$", "$1-")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            InvalidImageName           | couldn't parse image reference                                          | FAILED_CERTAIN
            ErrImagePull               | failed to pull "shop/web:1": not found                                  | FAILED_CERTAIN
            ErrImagePull               | pull access denied, repository does not exist                           | FAILED_CERTAIN
            ErrImagePull               | failed to authorize: 401 Unauthorized                                   | FAILED_CERTAIN
            ErrImagePull               | failed to authorize: failed to fetch oauth token: 503 unauthorized      | FAILING_MAYBE
            ErrImagePull               | dial tcp: lookup registry on 10.0.0.10:53: no such host                 | FAILING_MAYBE
            ErrImagePull               | toomanyrequests: rate limit, access denied                              | FAILING_MAYBE
            ErrImagePull               | unexpected status from HEAD request to "https://r:5000/v2/not found": 500 Internal Server Error | FAILING_MAYBE
            ImagePullBackOff           | Back-off pulling image "shop/web:1"                                     | FAILING_MAYBE
            ImagePullBackOff           | Back-off pulling image "shop/web:1": ErrImagePull: manifest unknown     | FAILED_CERTAIN
            CreateContainerConfigError | couldn't find key PASSWORD in Secret shop/payment                       | FAILED_CERTAIN
            CreateContainerConfigError | secret "payment-keys" not found                                         | FAILING_MAYBE
            CreateContainerConfigError | container has runAsNonRoot and image will run as root                   | FAILED_CERTAIN
            CreateContainerError       | context deadline exceeded                                               | FAILING_MAYBE
            CreateContainerError       | failed to generate spec: no command specified                           | FAILED_CERTAIN
            RunContainerError          | exec: "/app": executable file not found in $PATH                        | FAILED_CERTAIN
            """)
    void tellsWhatIsCertainFromWhatMayHeal(String reason, String message, String verdict) throws Exception {
        Map<String, Object> pod = yaml("{apiVersion: v1, kind: Pod, metadata: {name: p}, status: {phase: Pending}}");
        Map<String, Object> waiting = Map.of("waiting", Map.of("reason", reason, "message", message));
        Map<String, Object> status =
                Map.of("phase", "Pending", "containerStatuses", List.of(Map.of("name", "web", "state", waiting)));
        pod = Map.of("apiVersion", "v1", "kind", "Pod", "metadata", Map.of("name", "p"), "status", status);
        assertThat(assess(pod, new Seen(pod, List.of(), List.of(pod)), Map.of()).verdict())
                .hasToString(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Shop             | Ready=True            | PROGRESSING
            Shop             | Ready=False           | READY
            Shop.example.com | .status.phase=Up      | READY
            Shop.other.com   | .status.phase=Down    | PROGRESSING
            Shop             | {.status.phase}=Down  | PROGRESSING
            Shop             | accepted              | READY
            """)
    void goesByTheCallersRule(String kind, String rule, String verdict) throws Exception {
        Map<String, Object> shop = yaml("{apiVersion: example.com/v1, kind: Shop, metadata: {name: s},"
                + " status: {phase: Up, conditions: [{type: Ready, status: 'False'}]}}");
        assertThat(assess(shop, new Seen(shop, List.of(), List.of()), Map.of(kind, rule))
                        .verdict())
                .hasToString(verdict);
    }

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, generation: 2, annotations: {deployment.kubernetes.io/revision: '2'}}
            spec: {replicas: 1, template: {spec: {containers: [{name: web, image: 'shop/web@sha256:%s'}]}}}
            status: {observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1%s}
            """;
    private static final String NEW = "a".repeat(64);
    private static final String OLD = "b".repeat(64);

    private static Map<String, Object> replicaSet(String revision, String digest) {
        return yaml("{metadata: {name: web-" + revision + ", labels: {pod-template-hash: h" + revision
                + "}, annotations: {deployment.kubernetes.io/revision: '" + revision
                + "'}}, spec: {template: {spec: {containers: [{name: web, image: 'shop/web@sha256:" + digest
                + "'}]}}}}");
    }

    private static Map<String, Object> pod(String image, String imageId) {
        return yaml(
                "{metadata: {name: p, labels: {app: web, pod-template-hash: h2}}, spec: {containers: [{name: web, image: '"
                        + image
                        + "'}]}, status: {phase: Running, conditions: [{type: Ready, status: 'True'}], containerStatuses: [{name: web, ready: true, imageID: '"
                        + imageId + "'}]}}");
    }

    private static Assessment deployment(Map<String, Object> pod, List<Seen.Reach> services, String more)
            throws Exception {
        Map<String, Object> object = yaml(DEPLOYMENT.formatted(NEW, more));
        List<Map<String, Object>> sets = List.of(replicaSet("1", OLD), replicaSet("2", NEW));
        return assess(object, new Seen(object, sets, List.of(pod), List.of(), services, Map.of()), Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop/web                | shop/web        | a | READY
            mirror.local/shop/web   | mirror.local/x  | a | READY
            shop/web                | shop/web        | c | READY
            shop/web                | shop/web        | b | FAILING_MAYBE
            """)
    void countsPodsThatRunTheDigestThatWasApplied(String image, String id, String runs, String verdict)
            throws Exception {
        Map<String, Object> pod = pod(image + "@sha256:" + NEW, id + "@sha256:" + runs.repeat(64));
        assertThat(deployment(pod, List.of(), "").verdict()).hasToString(verdict);
    }

    @Test
    void isNotReadyBeforeItWasAvailableForMinReadySeconds() throws Exception {
        Map<String, Object> object =
                yaml(DEPLOYMENT.formatted(NEW, "").replace("availableReplicas: 1", "readyReplicas: 1"));
        List<Map<String, Object>> sets = List.of(replicaSet("2", NEW));
        Seen seen = new Seen(object, sets, List.of(pod("shop/web@sha256:" + NEW, "")));
        assertThat(assess(object, seen, Map.of()).verdict()).hasToString(PROGRESS);
    }

    @Test
    void isNotReadyBeforeItsServiceReachesIt() throws Exception {
        Map<String, Object> pod = pod("shop/web@sha256:" + NEW, "");
        Seen.Reach without = new Seen.Reach("web", Map.of("app", "web"), Set.of());
        Seen.Reach with = new Seen.Reach("web", Map.of("app", "web"), Set.of("p"));
        Seen.Reach another = new Seen.Reach("cart", Map.of("app", "cart"), Set.of());
        assertThat(deployment(pod, List.of(without), "").verdict()).hasToString(PROGRESS);
        assertThat(deployment(pod, List.of(with, another), "").verdict()).hasToString("READY");
    }

    @ParameterizedTest
    @CsvSource({"web-2,FAILED_CERTAIN", "web-1,READY"})
    void aDeadlineThatAnOlderReplicaSetMissedIsNoFailure(String set, String verdict) throws Exception {
        String condition =
                ", conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded, message:"
                        + " 'ReplicaSet \"" + set + "\" has timed out progressing.'}]";
        assertThat(deployment(pod("shop/web@sha256:" + NEW, ""), List.of(), condition)
                        .verdict())
                .hasToString(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pods "web-x" is forbidden: exceeded quota: q           | FAILED_CERTAIN | Quota
            pods "web-x" is forbidden: failed quota: q: must specify limits.cpu for: web | FAILED_CERTAIN | ResourcesNotNamed
            pods "web-x" is forbidden: maximum cpu usage per Container is 1, but limit is 2 | FAILED_CERTAIN | LimitRange
            pods "web-x" is forbidden: memory max limit to request ratio per Pod is 2, but provided ratio is 4.000000 | FAILED_CERTAIN | LimitRange
            pods "web-x" is forbidden: error looking up service account shop/web: serviceaccount "web" not found | FAILING_MAYBE | FailedCreate
            pods "web-x" is forbidden: status unknown for quota: q, resources: pods | FAILING_MAYBE | FailedCreate
            admission webhook "policy.x" denied the request: no    | FAILED_CERTAIN | AdmissionRefused
            pods "web-x" is forbidden: violates PodSecurity        | FAILED_CERTAIN | AdmissionRefused
            Internal error occurred: failed calling webhook        | FAILING_MAYBE  | FailedCreate
            """)
    void saysWhyNoPodCanBeMade(String message, String verdict, String code) throws Exception {
        Map<String, Object> object = yaml(DEPLOYMENT.formatted(
                NEW,
                ", conditions: [{type: ReplicaFailure, status: 'True', reason: FailedCreate, message: '" + message
                        + "'}]"));
        Assessment at = assess(object, new Seen(object, List.of(), List.of()), Map.of());
        assertThat(at.verdict()).hasToString(verdict);
        assertThat(at.cause().code()).isEqualTo(code);
    }

    @Test
    void aStatefulSetThatWaitsForABrokenOldPodSaysSo() throws Exception {
        Map<String, Object> object =
                yaml("{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, generation: 2},"
                        + " spec: {replicas: 1}, status: {observedGeneration: 2, replicas: 1, updateRevision: db-2}}");
        Map<String, Object> old =
                yaml("{metadata: {name: db-0, labels: {controller-revision-hash: db-1}}, status: {phase:"
                        + " Running, containerStatuses: [{name: db, restartCount: 9, state: {waiting: {reason: CrashLoopBackOff}},"
                        + " lastState: {terminated: {exitCode: 1}}}]}}");
        Assessment at = assess(object, new Seen(object, List.of(), List.of(old)), Map.of());
        assertThat(at.cause().code()).isEqualTo("BlockedByOldPod");
        assertThat(at.cause().message()).contains("delete that pod");
    }
}
