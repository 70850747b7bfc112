package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of a rollout whose pods behave in a certain way, and of one object of each kind. The sandbox's cluster and a real one are
 * held to the same. All are rolled out side by side, as most of them only wait.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class VerdictContract {
    private static final Duration STALLS_AFTER = Duration.ofSeconds(8);

    private final String prefix = "verdict-" + UUID.randomUUID().toString().substring(0, 6) + "-";
    private final Map<String, Future<CompletableFuture<RolloutMachine.End>>> ends = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private RolloutProbe probe;
    private Cluster cluster;

    /** A kubeconfig of someone who may do everything. */
    protected abstract String kubeconfig() throws Exception;

    /** Called when everything is over. */
    protected void stop() {}

    @BeforeAll
    void rollOutAll(@TempDir Path project) throws Exception {
        probe = new RolloutProbe(project, Files.writeString(project.resolve("kubeconfig"), kubeconfig()));
        cluster = Clusters.open(new ClusterEndpoint.Kubeconfig(Secret.of(kubeconfig()), null, null, true));
        for (String behaviour :
                new String[] {"none", "crash", "oom", "flap", "pull", "config", "initcrash", "unready"}) {
            begin(behaviour, app("Deployment", behaviour), 1);
        }
        begin("flap-forgiven", app("Deployment", "flap"), 3);
        begin("statefulset", app("StatefulSet", "none"), 1);
        begin("statefulset-crash", app("StatefulSet", "crash"), 1);
        begin("statefulset-partition", updated("StatefulSet", "none", PARTITION), 1);
        begin("statefulset-on-delete", updated("StatefulSet", "none", ON_DELETE), 1);
        begin("statefulset-on-delete-crash", updated("StatefulSet", "crash", ON_DELETE), 1);
        begin("daemonset-on-delete", updated("DaemonSet", "none", ON_DELETE), 1);
        begin("daemonset-on-delete-pull", updated("DaemonSet", "pull", ON_DELETE), 1);
        begin("daemonset", app("DaemonSet", "none"), 1);
        begin("daemonset-pull", app("DaemonSet", "pull"), 1);
        begin("replicaset", app("ReplicaSet", "none"), 1);
        begin("job", job("none"), 1);
        begin("job-crash", job("crash"), 1);
        begin("job-hang", job("hang"), 1);
        begin("pod", pod("none"), 1);
        begin("pod-oom", pod("oom"), 1);
        begin("cronjob", CRON_JOB, 1);
        begin("claim", CLAIM, 1);
        begin("budget", app("Deployment", "none") + "---\n" + BUDGET, 1);
        begin("ingress", app("Deployment", "none") + "---\n" + INGRESS, 1);
        begin("definition", DEFINITION.formatted(prefix.replace("-", "")), 1);
        begin("quota", QUOTA + "---\n" + app("Deployment", "none"), 1);
        begin("no-pods", app("Deployment", "none").replace("replicas: 2", "replicas: 0"), 1);
    }

    @AfterAll
    void end() throws Exception {
        for (String name : ends.keySet()) {
            cluster.delete(new WorkloadRef("v1", "Namespace", null, prefix + name));
        }
        cluster.close();
        threads.shutdownNow();
        probe.close();
        stop();
    }

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 80}]}
            """;

    private static String app(String kind, String behaviour) {
        String replicas = kind.equals("DaemonSet") ? "" : "replicas: 2,";
        String service = kind.equals("StatefulSet") ? "serviceName: web," : "";
        return SERVICE
                + """
                ---
                apiVersion: apps/v1
                kind: %s
                metadata: {name: web}
                spec: {%s %s selector: {matchLabels: {app: web}}, template: {
                  metadata: {labels: {app: web}, annotations: {behaviour: %s}},
                  spec: {%s containers: [{name: web, image: "shop/web:1"}]}}}
                """.formatted(
                        kind,
                        replicas,
                        service,
                        behaviour,
                        behaviour.equals("initcrash") ? "initContainers: [{name: init, image: \"shop/init:1\"}]," : "");
    }

    private static final String PARTITION = "{type: RollingUpdate, rollingUpdate: {partition: 1}}";
    private static final String ON_DELETE = "{type: OnDelete}";

    private static String updated(String kind, String behaviour, String how) {
        String workload = app(kind, behaviour);
        int spec = workload.lastIndexOf("\nspec: {") + "\nspec: {".length();
        return workload.substring(0, spec) + "updateStrategy: " + how + ", " + workload.substring(spec);
    }

    private static String job(String behaviour) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: web}
                spec: {backoffLimit: 0, template: {metadata: {annotations: {behaviour: %s}},
                  spec: {restartPolicy: Never, containers: [{name: web, image: "shop/web:1"}]}}}
                """.formatted(behaviour);
    }

    private static String pod(String behaviour) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, annotations: {behaviour: %s}}
                spec: {containers: [{name: web, image: "shop/web:1"}]}
                """.formatted(behaviour);
    }

    private static final String CRON_JOB = """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: web}
            spec: {schedule: '0 3 * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: web, image: "shop/web:1"}]}}}}}
            """;
    private static final String CLAIM = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: web}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
            """;
    private static final String BUDGET = """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web}
            spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
            """;
    private static final String INGRESS = """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web}
            spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
            """;
    private static final String QUOTA = """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: none}
            spec: {hard: {pods: "0"}}
            """;
    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: shops.%1$s.example.com}
            spec:
              group: %1$s.example.com
              scope: Namespaced
              names: {kind: Shop, plural: shops, singular: shop}
              versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
            """;

    private void begin(String name, String manifests, int crashTolerance) {
        String namespace = "{apiVersion: v1, kind: Namespace, metadata: {name: " + prefix + name + "}}\n---\n";
        ends.put(
                name,
                threads.submit(() -> probe.begin(
                        name,
                        prefix + name,
                        namespace + manifests,
                        Duration.ofMinutes(2),
                        STALLS_AFTER,
                        crashTolerance)));
    }

    private RolloutMachine.End end(String name) throws Exception {
        return ends.get(name).get(60, TimeUnit.SECONDS).get(120, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "flap-forgiven",
                "statefulset",
                "statefulset-partition",
                "statefulset-on-delete",
                "daemonset-on-delete",
                "daemonset",
                "replicaset",
                "job",
                "pod",
                "cronjob",
                "claim",
                "budget",
                "ingress",
                "definition",
                "no-pods"
            })
    void serves(String name) throws Exception {
        RolloutMachine.End end = end(name);
        assertThat(end.outcome()).as(end.toString()).isEqualTo(Outcome.SUCCEEDED);
    }

    private FailureCause fails(String name, String... codes) throws Exception {
        RolloutMachine.End end = end(name);
        assertThat(end.outcome()).as(end.toString()).isEqualTo(Outcome.FAILED);
        assertThat(end.causes().get(0).code()).as(end.toString()).isIn((Object[]) codes);
        assertThat(end.verdict()).contains(end.causes().get(0).subject());
        return end.causes().get(0);
    }

    @Test
    void aCrashIsToldWithItsLastLinesAndWhatToDo() throws Exception {
        FailureCause cause = fails("crash", "CrashLoopBackOff");
        assertThat(cause.exitCode()).isEqualTo(1);
        assertThat(cause.container()).isEqualTo("web");
        assertThat(String.join("\n", cause.log())).contains("fatal: DB_PASSWORD is not set");
        assertThat(String.join("\n", cause.events())).contains("BackOff Pod " + cause.pod());
        assertThat(cause.changes()).containsExactly("it is new: nothing served before");
        assertThat(cause.advice()).isNotEmpty();
    }

    @Test
    void memoryThatDoesNotSufficeIsNamed() throws Exception {
        assertThat(fails("oom", "OOMKilled").exitCode()).isEqualTo(137);
        fails("pod-oom", "OOMKilled");
    }

    @Test
    void moreCrashesThanAreForgivenFail() throws Exception {
        fails("flap", "CrashLoopBackOff");
    }

    @Test
    void anImageThatIsNotThereFailsAtOnce() throws Exception {
        assertThat(fails("pull", "ErrImagePull", "ImagePullBackOff").message()).contains("not found");
        fails("daemonset-pull", "ErrImagePull", "ImagePullBackOff");
    }

    @Test
    void aSecretThatIsNotThereIsNamed() throws Exception {
        assertThat(fails("config", "MissingSecret").message()).contains("payment-keys");
    }

    @Test
    void anInitContainerThatCrashesIsNamed() throws Exception {
        assertThat(fails("initcrash", "CrashLoopBackOff").container()).isEqualTo("init");
    }

    @Test
    void whatNeverGetsReadyStallsAndSaysWhatItWaitsFor() throws Exception {
        assertThat(fails("unready", "NotReady", "NoEndpoints", "Unhealthy").message())
                .contains("nothing moved for");
    }

    @Test
    void aJobThatFailsTooOftenSaysWhatItsPodSaid() throws Exception {
        assertThat(fails("job-crash", "BackoffLimitExceeded").exitCode()).isEqualTo(1);
    }

    @Test
    void aJobThatHangsStalls() throws Exception {
        fails("job-hang", "Stalled", "NotReady");
    }

    @Test
    void aStatefulSetThatCrashesFails() throws Exception {
        fails("statefulset-crash", "CrashLoopBackOff");
    }

    @Test
    void podsThatChangeOnlyWhenTheyAreDeletedMustStillStart() throws Exception {
        fails("statefulset-on-delete-crash", "CrashLoopBackOff");
        fails("daemonset-on-delete-pull", "ErrImagePull", "ImagePullBackOff");
    }

    @Test
    void aQuotaThatAllowsNothingFailsAtOnce() throws Exception {
        if (enforcesQuota()) {
            assertThat(fails("quota", "Quota").message()).contains("exceeded quota");
        }
    }

    /** Whether its API server counts what quotas allow. */
    protected boolean enforcesQuota() {
        return true;
    }
}
