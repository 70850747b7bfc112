package io.jenkins.plugins.storefront.delivery.image.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.image.container.ContainerWaitMachine.Next;
import io.jenkins.plugins.storefront.delivery.image.container.ContainerWaitMachine.Seen;
import io.jenkins.plugins.storefront.delivery.image.container.ContainerWaitMachine.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContainerWaitMachineTest {
    private static final Instant BEGIN = Instant.parse("2026-11-25T09:00:00Z");
    private static final ContainerWait TCP =
            new ContainerWait(ContainerWait.Kind.TCP, 5432, "", Duration.ofSeconds(10));
    private static final ContainerWait HEALTH =
            new ContainerWait(ContainerWait.Kind.HEALTHCHECK, 0, "", Duration.ofSeconds(10));

    private static Inspected container(String status, String health) {
        return new Inspected(status, 3, false, "", health, "disk is full", Map.of());
    }

    private static Next next(List<ContainerWait> waits, int current, Inspected container, String problem, int second) {
        return ContainerWaitMachine.next(
                waits, new State(current, BEGIN), new Seen(container, problem), BEGIN.plusSeconds(second));
    }

    @Test
    void isUpAtOnceWhereNothingIsWaitedFor() {
        assertThat(next(List.of(), 0, container("running", null), null, 0).ready())
                .isTrue();
    }

    @Test
    void goesThroughTheWaitsOneByOneEachWithItsOwnTime() {
        Next first = next(List.of(TCP, HEALTH), 0, container("running", "starting"), null, 9);
        assertThat(first.ready()).isFalse();
        assertThat(first.state()).isEqualTo(new State(1, BEGIN.plusSeconds(9)));
        assertThat(next(List.of(TCP, HEALTH), 1, container("running", "healthy"), null, 9)
                        .ready())
                .isTrue();
    }

    @Test
    void saysWhatWasStillMissingWhenTheTimeIsOver() {
        assertThat(next(List.of(TCP), 0, container("running", null), "connection refused", 9)
                        .failure())
                .isNull();
        assertThat(next(List.of(TCP), 0, container("running", null), "connection refused", 10)
                        .failure())
                .isEqualTo("it was not up within 10 s: tcp:5432: connection refused");
    }

    @Test
    void saysHowAContainerEndedThatIsWaitedFor() {
        assertThat(next(List.of(TCP), 0, container("exited", null), "connection refused", 1)
                        .failure())
                .isEqualTo("the container ended with exit code 3 before it was up");
        assertThat(next(List.of(TCP), 0, null, null, 1).failure()).contains("somebody removed it");
    }

    @Test
    void doesNotWaitForAHealthcheckThatCannotCome() {
        assertThat(next(List.of(HEALTH), 0, container("running", null), "it says null", 1)
                        .failure())
                .contains("has no HEALTHCHECK");
        assertThat(next(List.of(HEALTH), 0, container("running", "unhealthy"), "it says unhealthy", 1)
                        .failure())
                .isEqualTo("the image's HEALTHCHECK says unhealthy: disk is full");
    }

    /** However looks fall, and whenever the state is read back, the end comes: up only when all held, failed only after its time. */
    @Property(tries = 300)
    void alwaysEndsAndNeverTooEarly(@ForAll long seed, @ForAll @IntRange(min = 0, max = 4) int count) {
        Random random = new Random(seed);
        List<ContainerWait> waits = new ArrayList<>();
        List<Instant> holdFrom = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waits.add(
                    new ContainerWait(ContainerWait.Kind.TCP, 80 + i, "", Duration.ofSeconds(1 + random.nextInt(30))));
            holdFrom.add(BEGIN.plusMillis(random.nextInt(40_000)));
        }
        State state = new State(0, BEGIN);
        Instant now = BEGIN;
        for (int looks = 0; ; looks++) {
            assertThat(looks).as("looks").isLessThan(2_000);
            Instant at = now;
            boolean holds =
                    state.current() >= count || !holdFrom.get(state.current()).isAfter(at);
            Next next = ContainerWaitMachine.next(
                    waits, state, new Seen(container("running", null), holds ? null : "not yet"), now);
            if (next.ready()) {
                assertThat(holdFrom).allSatisfy(from -> assertThat(from).isBeforeOrEqualTo(at));
                return;
            } else if (next.failure() != null) {
                assertThat(holds).isFalse();
                assertThat(Duration.between(state.since(), now))
                        .isGreaterThanOrEqualTo(waits.get(state.current()).timeout());
                return;
            }
            state = next.state();
            now = now.plus(next.again()).plusMillis(random.nextInt(500));
        }
    }
}
