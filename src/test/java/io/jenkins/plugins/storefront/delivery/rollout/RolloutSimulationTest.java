package io.jenkins.plugins.storefront.delivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rollouts over random clusters that move, break, heal or stand still, seen through a watch that is now and then behind or cut off, by a
 * controller that is now and then killed after it wrote its state down. The property {@code storefront.simulations} says how many.
 */
class RolloutSimulationTest {
    private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration NO_ACTIVITY = Duration.ofSeconds(240);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static RolloutState applied(SimulatedCluster cluster, Duration settle) {
        RolloutState.Limits limits = new RolloutState.Limits(
                T.plusSeconds(3600), NO_ACTIVITY, GRACE, 1, new WaitRules(settle, List.of(), false));
        List<RolloutState.Target> targets = cluster.workloads().stream()
                .map(one -> new RolloutState.Target(
                        one.ref, "uid-" + one.ref.name(), 2, List.of(SimulatedCluster.IMAGE), false, "", null))
                .toList();
        return new RolloutState("r", null, "c", "shop", null, RolloutState.Phase.PLANNED, List.of(), limits, T, T)
                .applied(targets, T);
    }

    private static void play(int seed) throws Exception {
        Random random = new Random(seed);
        SimulatedCluster cluster = new SimulatedCluster(random);
        Duration settle = random.nextInt(4) == 0 ? Duration.ofSeconds(5) : Duration.ZERO;
        String written = RolloutStateJson.write(applied(cluster, settle));
        RolloutState state = RolloutStateJson.read(written);
        Instant now = T;
        RolloutMachine.End end = null;
        Map<WorkloadRef, Seen> view = cluster.look();
        Instant due = T;
        for (int look = 0; look < 3000 && end == null; look++) {
            cluster.move();
            int happens = random.nextInt(100);
            if (happens < 3) {
                // Cut off: time passes, the cluster moves on, nobody looks
                now = now.plusSeconds(random.nextInt(900));
                for (int i = random.nextInt(20); i > 0; i--) {
                    cluster.move();
                }
                state = state.afterGap(now);
                due = now;
            } else if (happens < 6) {
                // Killed: what was not written down is forgotten
                now = now.plusSeconds(random.nextInt(600));
                state = RolloutStateJson.read(written).afterGap(now);
                due = now;
            }
            boolean behind = random.nextInt(10) == 0;
            view = behind ? view : cluster.look();
            // What is due is looked at in whole, as the session does
            Map<WorkloadRef, Seen> shown = now.isBefore(due) ? part(view, random) : view;
            RolloutMachine.Transition transition = RolloutMachine.next(state, shown, now);
            if (transition.end() != null && transition.end().outcome() != Outcome.SUCCEEDED && behind) {
                // As the session does: a failure is asked after at the cluster itself
                view = cluster.look();
                transition = RolloutMachine.next(state, view, now);
            }
            end = transition.end();
            state = transition.state();
            if (random.nextInt(3) == 0) {
                written = RolloutStateJson.write(state);
            }
            if (end == null) {
                due = transition.nextLookAt();
                assertThat(transition.nextLookAt()).as("seed %d", seed).isAfter(now);
                Duration step = Duration.ofMillis(random.nextInt(1500));
                now = random.nextInt(4) == 0 && !now.plus(step).isBefore(transition.nextLookAt())
                        ? transition.nextLookAt()
                        : now.plus(step);
            }
        }
        judge(seed, cluster, state, end, now);
    }

    /** A look at what changed, or at everything. */
    private static Map<WorkloadRef, Seen> part(Map<WorkloadRef, Seen> view, Random random) {
        Map<WorkloadRef, Seen> part = new HashMap<>(view);
        if (random.nextInt(3) == 0) {
            part.keySet().removeIf(ref -> random.nextBoolean());
        }
        return part;
    }

    private static void judge(
            int seed, SimulatedCluster cluster, RolloutState state, RolloutMachine.End end, Instant now) {
        assertThat(end).as("seed %d ends", seed).isNotNull();
        assertThat(state.phase()).as("seed %d", seed).isEqualTo(RolloutState.Phase.DONE);
        if (end.outcome() == Outcome.SUCCEEDED) {
            assertThat(cluster.serves())
                    .as("seed %d: success while it does not serve", seed)
                    .isTrue();
            assertThat(end.causes()).isEmpty();
            return;
        }
        assertThat(end.causes()).as("seed %d: a cause for each failure", seed).isNotEmpty();
        boolean outOfTime = !now.isBefore(state.limits().deadline());
        boolean slow = end.causes().stream().allMatch(cause -> cause.message().contains("nothing moved for"));
        boolean graceOver =
                cluster.workloads().stream().anyMatch(one -> one.fate == SimulatedCluster.Fate.HEALS && !one.serves());
        if (cluster.willServe()) {
            assertThat(outOfTime || slow || graceOver)
                    .as("seed %d: a healthy rollout failed: %s", seed, end)
                    .isTrue();
        }
    }

    @Test
    void neverLiesAboutSuccessOrFailureAndAlwaysEnds() throws Exception {
        int count = Integer.getInteger("storefront.simulations", 1_000);
        for (int seed = 0; seed < count; seed++) {
            play(seed);
        }
    }

    /** Seeds that once found an error. */
    @ParameterizedTest
    @ValueSource(ints = {4})
    void staysRight(int seed) throws Exception {
        play(seed);
    }
}
