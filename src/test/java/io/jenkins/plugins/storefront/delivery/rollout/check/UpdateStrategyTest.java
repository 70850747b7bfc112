package io.jenkins.plugins.storefront.delivery.rollout.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workloads that do not change all of their pods: StatefulSets with a partition, and {@code OnDelete}. */
class UpdateStrategyTest {
    private static final String SERVES = "conditions: [{type: Ready, status: 'True'}], phase: Running";
    private static final String STARTS = "conditions: [{type: Ready, status: 'False'}], phase: Pending";
    private static final String CRASHES =
            "phase: Running, containerStatuses: [{name: db, restartCount: 5, state: {waiting: {reason: CrashLoopBackOff}},"
                    + " lastState: {terminated: {exitCode: 1}}}]";

    /** {@code n} a new pod that serves, {@code s} one that starts, {@code c} one that crashes; {@code o} an old one, {@code b} a broken one. */
    private static List<Map<String, Object>> pods(String each) {
        List<Map<String, Object>> pods = new ArrayList<>();
        for (int i = 0; i < each.length(); i++) {
            boolean old = "ob".indexOf(each.charAt(i)) >= 0;
            String status =
                    switch (each.charAt(i)) {
                        case 'n', 'o' -> SERVES;
                        case 's' -> STARTS;
                        default -> CRASHES;
                    };
            pods.add(ChecksTest.yaml("{metadata: {name: db-" + i + ", labels: {controller-revision-hash: "
                    + (old ? "db-1" : "db-2") + "}}, spec: {containers: [{name: db, image: 'shop/db:"
                    + (old ? 1 : 2) + "'}]}, status: {" + status + "}}"));
        }
        return pods;
    }

    private static Assessment statefulSet(String strategy, int replicas, String each) throws Exception {
        int ready = each.replaceAll("[^no]", "").length();
        Map<String, Object> object = ChecksTest.yaml("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, generation: 2}
                spec: {replicas: %d, updateStrategy: %s, template: {spec: {containers: [{name: db, image: 'shop/db:2'}]}}}
                status: {observedGeneration: 2, updateRevision: db-2, replicas: %d, readyReplicas: %d, availableReplicas: %d}
                """.formatted(replicas, strategy, each.length(), ready, ready));
        return ChecksTest.assess(object, new Seen(object, List.of(), pods(each)), Map.of());
    }

    private static Assessment daemonSet(int desired, String each) throws Exception {
        int ready = each.replaceAll("[^no]", "").length();
        Map<String, Object> object = ChecksTest.yaml("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: db, generation: 2}
                spec: {updateStrategy: {type: OnDelete}, template: {spec: {containers: [{name: db, image: 'shop/db:2'}]}}}
                status: {observedGeneration: 2, desiredNumberScheduled: %d, currentNumberScheduled: %d, numberAvailable: %d}
                """.formatted(desired, each.length(), ready));
        List<Map<String, Object>> revisions = List.of(
                ChecksTest.yaml("{metadata: {name: db-1, labels: {controller-revision-hash: db-1}}, revision: 1}"),
                ChecksTest.yaml("{metadata: {name: db-2, labels: {controller-revision-hash: db-2}}, revision: 2}"));
        return ChecksTest.assess(object, new Seen(object, revisions, pods(each)), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "0, nnn, READY",
        "0, onn, PROGRESSING",
        "2, oon, READY",
        "2, ooo, PROGRESSING",
        "2, oos, PROGRESSING",
        "2, ooc, FAILED_CERTAIN",
        "2, obn, FAILING_MAYBE",
        "2, on, PROGRESSING",
        "3, ooo, READY",
        "5, ooo, READY",
    })
    void aPartitionWaitsForThePodsFromItOn(int partition, String pods, String verdict) throws Exception {
        Assessment at = statefulSet("{type: RollingUpdate, rollingUpdate: {partition: " + partition + "}}", 3, pods);
        assertThat(at.verdict()).as(at.toString()).hasToString(verdict);
        if (partition > 0 && verdict.equals("READY")) {
            assertThat(at.status()).contains("those below " + partition + " stay as they are");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ooo, READY",
        "oon, READY",
        "obo, READY", // what is broken already goes when somebody deletes it, and not before
        "nnn, READY",
        "oos, PROGRESSING",
        "ooc, FAILED_CERTAIN",
        "oo, PROGRESSING",
        "'', PROGRESSING",
    })
    void onDeleteNoPodIsMissingAndThoseThatHaveChangedServe(String pods, String verdict) throws Exception {
        Assessment stateful = statefulSet("{type: OnDelete}", 3, pods);
        assertThat(stateful.verdict()).as(stateful.toString()).hasToString(verdict);
        Assessment daemon = daemonSet(3, pods);
        assertThat(daemon.verdict()).as(daemon.toString()).hasToString(verdict);
    }

    @Test
    void onDeleteItSaysHowManyPodsAreStillToBeDeleted() throws Exception {
        assertThat(statefulSet("{type: OnDelete}", 3, "oon").status())
                .isEqualTo("accepted; 2 pods change when they are deleted (OnDelete)");
        assertThat(daemonSet(3, "nnn").status()).isEqualTo("serves");
    }
}
