package io.jenkins.plugins.storefront.delivery.rollout.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long what is not ready may stay so: until nothing moves, for the grace, or until the grace says that it will do. */
class PatienceTest {
    private static final String SCALER = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: web}
            spec: {maxReplicas: 4}
            status: {conditions: [{type: AbleToScale, status: 'True'}, {type: ScalingActive, status: 'False', reason: %s, message: '%s'}]}
            """;

    /** Reasons and messages of k8s.io/kubernetes/pkg/controller/podautoscaler/horizontal.go. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FailedGetResourceMetric          | unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io) | THEN_READY
            FailedGetResourceMetric          | no metrics returned from resource metrics API                   | THEN_READY
            FailedGetContainerResourceMetric | unable to get metrics for resource memory                       | THEN_READY
            FailedGetPodsMetric              | no custom metrics API (custom.metrics.k8s.io) registered        | THEN_READY
            FailedGetExternalMetric          | unable to fetch metrics from external metrics API               | THEN_READY
            FailedGetResourceMetric          | failed to get cpu utilization: missing request for cpu in container web of Pod web-1 | LONG
            InvalidSelector                  | the scale target is missing a selector                          | LONG
            AmbiguousSelector                | pods by selector app=web are controlled by multiple HPAs        | LONG
            InvalidMetricSourceType          | unknown metric source type                                      | LONG
            """)
    void anAutoscalerThatOnlyLacksItsMetricsDoesNotFailARelease(String reason, String message, String patience)
            throws Exception {
        Map<String, Object> object = ChecksTest.yaml(SCALER.formatted(reason, message));
        Assessment at = ChecksTest.assess(object, new Seen(object, List.of(), List.of()), Map.of());
        assertThat(at.verdict()).isEqualTo(Assessment.Verdict.FAILING_MAYBE);
        assertThat(at.patience()).hasToString(patience);
        assertThat(at.cause().code()).isEqualTo(reason);
    }

    @Test
    void whoWantsMetricsSaysSo() throws Exception {
        Map<String, Object> object = ChecksTest.yaml(SCALER.formatted("FailedGetResourceMetric", "none"));
        Assessment at = ChecksTest.assess(
                object,
                new Seen(object, List.of(), List.of()),
                Map.of("HorizontalPodAutoscaler", "ScalingActive=True"));
        assertThat(at.verdict()).isEqualTo(Assessment.Verdict.PROGRESSING);
        assertThat(at.patience()).isEqualTo(Assessment.Patience.LONG);
    }

    private static Assessment claim(String mode, String warning) throws Exception {
        Map<String, Object> object = ChecksTest.yaml(
                "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, status: {phase: Pending}}");
        List<Map<String, Object>> events = warning == null
                ? List.of()
                : List.of(ChecksTest.yaml("{reason: " + warning
                        + ", message: no provisioner, lastTimestamp: '2026-11-20T10:00:00Z',"
                        + " involvedObject: {kind: PersistentVolumeClaim, name: data}}"));
        Map<String, Object> storageClass = mode == null ? Map.of() : Map.of("volumeBindingMode", mode);
        return ChecksTest.assess(
                object, new Seen(object, List.of(), List.of(), events, List.of(), storageClass), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "WaitForFirstConsumer,, READY, LONG",
        "Immediate,, PROGRESSING, LONG",
        ",, PROGRESSING, THEN_READY",
        "Immediate, ProvisioningFailed, FAILING_MAYBE, LONG",
        ", ProvisioningFailed, FAILING_MAYBE, LONG",
    })
    void aPendingClaimIsJudgedByItsClass(String mode, String warning, String verdict, String patience)
            throws Exception {
        Assessment at = claim(mode, warning);
        assertThat(at.verdict()).as(at.toString()).hasToString(verdict);
        assertThat(at.patience()).hasToString(patience);
    }

    private static final Seen.Reach NOBODY = new Seen.Reach("web", Map.of("app", "web"), Set.of());
    private static final Map<String, Object> POD =
            ChecksTest.yaml("{metadata: {name: p, labels: {app: web}}, status: {phase: Running}}");

    private static Assessment service(String more, List<Map<String, Object>> pods, Seen.Reach reach) throws Exception {
        Map<String, Object> object = ChecksTest.yaml("{apiVersion: v1, kind: Service, metadata: {name: web},"
                + " spec: {selector: {app: web}" + more + "}}");
        return ChecksTest.assess(
                object,
                new Seen(object, List.of(), pods, List.of(), reach == null ? List.of() : List.of(reach), Map.of()),
                Map.of());
    }

    @Test
    void aServiceNeedsAReadyEndpoint() throws Exception {
        Assessment without = service("", List.of(POD), NOBODY);
        assertThat(without.verdict()).isEqualTo(Assessment.Verdict.PROGRESSING);
        assertThat(without.cause().code()).isEqualTo("NoEndpoints");
        assertThat(without.patience()).isEqualTo(Assessment.Patience.LONG);
        Seen.Reach reached = new Seen.Reach("web", Map.of("app", "web"), Set.of("p"));
        assertThat(service("", List.of(POD), reached).verdict()).isEqualTo(Assessment.Verdict.READY);
    }

    @Test
    void aServiceThatSelectsNoPodYetIsGivenTheGrace() throws Exception {
        Assessment at = service("", List.of(), NOBODY);
        assertThat(at.cause().code()).isEqualTo("SelectsNothing");
        assertThat(at.patience()).isEqualTo(Assessment.Patience.THEN_READY);
    }

    @Test
    void aLoadBalancerNeedsItsAddressAndAnEndpoint() throws Exception {
        Seen.Reach reached = new Seen.Reach("web", Map.of("app", "web"), Set.of("p"));
        Assessment at = service(", type: LoadBalancer", List.of(POD), reached);
        assertThat(at.cause().code()).isEqualTo("NoLoadBalancer");
        assertThat(at.patience()).isEqualTo(Assessment.Patience.LONG);
    }
}
