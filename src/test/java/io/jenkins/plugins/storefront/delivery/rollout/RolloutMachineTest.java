package io.jenkins.plugins.storefront.delivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.event.WarningSeen;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutMachineTest {
    private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
    private static final WorkloadRef REF = new WorkloadRef("apps/v1", "Deployment", "shop", "payment");
    private static final String IMAGE = "shop/payment@sha256:" + "a".repeat(64);

    private static RolloutState applied() {
        return applied(REF, WaitRules.USUAL, T.plusSeconds(600));
    }

    private static RolloutState applied(WorkloadRef ref, WaitRules rules, Instant deadline) {
        List<String> images = ref.equals(REF) ? List.of(IMAGE) : List.of();
        return new RolloutState(
                        "r1",
                        null,
                        "main",
                        "shop",
                        null,
                        RolloutState.Phase.PLANNED,
                        List.of(),
                        new RolloutState.Limits(deadline, Duration.ofSeconds(240), Duration.ofSeconds(15), 1, rules),
                        T,
                        T)
                .applied(List.of(new RolloutState.Target(ref, "uid-1", 2, images, false, "", null)), T);
    }

    /** A cluster in the small: one Deployment with two replicas on its way from an old image to ours. */
    private static final class Model {
        long observed = 1;
        int updated;
        int old = 2;
        int ready;
        String waiting;
        int restarts;
        int restartsOfReady;

        Seen look() {
            Map<String, Object> object = Map.of(
                    "metadata",
                    Map.of(
                            "uid",
                            "uid-1",
                            "generation",
                            2,
                            "annotations",
                            Map.of("deployment.kubernetes.io/revision", observed >= 2 ? "2" : "1")),
                    "spec",
                    Map.of("replicas", 2, "template", template(IMAGE)),
                    "status",
                    Map.of(
                            "observedGeneration",
                            observed,
                            "replicas",
                            updated + old,
                            "updatedReplicas",
                            updated,
                            "availableReplicas",
                            ready + old));
            List<Map<String, Object>> pods = new ArrayList<>();
            for (int i = 0; i < updated; i++) {
                pods.add(pod("new", IMAGE, i < ready));
            }
            for (int i = 0; i < old; i++) {
                pods.add(pod("old", "shop/payment:1", true));
            }
            return new Seen(object, List.of(set("1", "old", "shop/payment:1"), set("2", "new", IMAGE)), pods);
        }

        private Map<String, Object> pod(String hash, String image, boolean isReady) {
            Map<String, Object> state = isReady || waiting == null
                    ? Map.of("running", Map.of())
                    : Map.of("waiting", Map.of("reason", waiting));
            return Map.of(
                    "metadata", Map.of("name", "pod-" + hash, "labels", Map.of("pod-template-hash", hash)),
                    "spec", Map.of("containers", List.of(Map.of("image", image))),
                    "status",
                            Map.of(
                                    "conditions",
                                    List.of(Map.of("type", "Ready", "status", isReady ? "True" : "False")),
                                    "containerStatuses",
                                    List.of(Map.of(
                                            "name",
                                            "app",
                                            "restartCount",
                                            isReady ? restartsOfReady : restarts,
                                            "state",
                                            state,
                                            "lastState",
                                            !isReady && restarts > 0
                                                    ? Map.of("terminated", Map.of("exitCode", 1, "reason", "Error"))
                                                    : Map.of()))));
        }

        private static Map<String, Object> set(String revision, String hash, String image) {
            return Map.of(
                    "metadata",
                    Map.of(
                            "annotations",
                            Map.of("deployment.kubernetes.io/revision", revision),
                            "labels",
                            Map.of("pod-template-hash", hash)),
                    "spec",
                    Map.of("template", template(image)));
        }

        private static Map<String, Object> template(String image) {
            return Map.of("spec", Map.of("containers", List.of(Map.of("name", "app", "image", image))));
        }
    }

    private static RolloutMachine.Transition next(RolloutState state, Model model, Instant now) {
        return RolloutMachine.next(state, Map.of(REF, model.look()), now);
    }

    @Test
    void isNotFooledByAControllerThatHasNotSeenTheNewGeneration() {
        assertThat(next(applied(), new Model(), T).end()).isNull();
    }

    @Test
    void endsWellOnlyWhenNoOldPodIsLeft() {
        Model model = new Model();
        model.observed = 2;
        model.updated = 2;
        model.ready = 2;
        model.old = 1;
        assertThat(next(applied(), model, T).end()).isNull();
        model.old = 0;
        assertThat(next(applied(), model, T).end().outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void endsAtOnceOnACrashBeyondTheTolerance() {
        Model model = new Model();
        model.observed = 2;
        model.updated = 1;
        model.waiting = "CrashLoopBackOff";
        model.restarts = 2;
        RolloutMachine.End end = next(applied(), model, T).end();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.code()).isEqualTo("CrashLoopBackOff");
            assertThat(cause.exitCode()).isEqualTo(1);
        });
    }

    @Test
    void givesAPullErrorItsGraceAndThenFails() {
        Model model = new Model();
        model.observed = 2;
        model.updated = 1;
        model.waiting = "ImagePullBackOff";
        RolloutMachine.Transition first = next(applied(), model, T);
        assertThat(first.end()).isNull();
        assertThat(first.nextLookAt()).isEqualTo(T.plusSeconds(15));
        assertThat(next(first.state(), model, T.plusSeconds(14)).end()).isNull();
        assertThat(next(first.state(), model, T.plusSeconds(15)).end().outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void saysThatNothingMoved() {
        Model model = new Model();
        RolloutMachine.Transition first = next(applied(), model, T);
        RolloutMachine.End end = next(first.state(), model, T.plusSeconds(240)).end();
        assertThat(end.verdict()).contains("Deployment shop/payment", "nothing moved for 240 s");
    }

    @Test
    void endsInAllAtItsDeadlineHoweverMuchMoves() {
        Model model = new Model();
        RolloutState state = applied(REF, WaitRules.USUAL, T.plusSeconds(300));
        for (int second = 0; second < 300; second += 100) {
            RolloutMachine.Transition transition = next(state, model, T.plusSeconds(second));
            assertThat(transition.end()).isNull();
            assertThat(transition.nextLookAt()).isBeforeOrEqualTo(T.plusSeconds(300));
            state = transition.state();
            model.observed = 2;
            model.updated++;
        }
        assertThat(next(state, model, T.plusSeconds(300)).end().verdict()).contains("not done in time");
    }

    @Test
    void aRestartInTheSettlingTimeBeginsItAnew() {
        Model model = new Model();
        model.observed = 2;
        model.updated = 2;
        model.ready = 2;
        model.old = 0;
        WaitRules settle = new WaitRules(Duration.ofSeconds(30), List.of(), false);
        RolloutMachine.Transition serving = next(applied(REF, settle, T.plusSeconds(600)), model, T);
        assertThat(serving.end()).isNull();
        assertThat(serving.nextLookAt()).isBeforeOrEqualTo(T.plusSeconds(30));
        model.restartsOfReady = 1;
        RolloutMachine.Transition restarted = next(serving.state(), model, T.plusSeconds(20));
        assertThat(next(restarted.state(), model, T.plusSeconds(49)).end()).isNull();
        assertThat(next(restarted.state(), model, T.plusSeconds(50)).end().outcome())
                .isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void metricsThatCannotBeReadAreWarnedOfAndDoNotFailTheRollout() {
        WorkloadRef scaler = new WorkloadRef("autoscaling/v2", "HorizontalPodAutoscaler", "shop", "payment");
        Map<String, Object> object = Map.of(
                "metadata",
                Map.of("uid", "uid-1", "generation", 2),
                "status",
                Map.of(
                        "conditions",
                        List.of(
                                Map.of("type", "AbleToScale", "status", "True"),
                                Map.of(
                                        "type",
                                        "ScalingActive",
                                        "status",
                                        "False",
                                        "reason",
                                        "FailedGetResourceMetric",
                                        "message",
                                        "unable to fetch metrics"))));
        Map<WorkloadRef, Seen> look = Map.of(scaler, new Seen(object, List.of(), List.of()));
        RolloutMachine.Transition first =
                RolloutMachine.next(applied(scaler, WaitRules.USUAL, T.plusSeconds(600)), look, T);
        assertThat(first.end()).isNull();
        assertThat(first.events())
                .hasAtLeastOneElementOfType(WarningSeen.class)
                .asString()
                .contains("FailedGetResourceMetric", "unable to fetch metrics");
        RolloutMachine.Transition later = RolloutMachine.next(first.state(), look, T.plusSeconds(15));
        assertThat(later.end().outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void failsWhenTheObjectIsDeletedOrReplaced() {
        assertThat(RolloutMachine.next(applied(), Map.of(REF, Seen.gone()), T)
                        .end()
                        .causes()
                        .get(0)
                        .code())
                .isEqualTo("Deleted");
    }
}
