package io.jenkins.plugins.storefront.delivery.image.container;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides when a container counts as up: a pure function of what was seen, so that it may be asked again after a restart. */
final class ContainerWaitMachine {
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private ContainerWaitMachine() {}

    /**
     * What must be remembered.
     *
     * @param current which of the waits is waited for
     * @param since when that began
     */
    record State(int current, Instant since) {}

    /**
     * One look.
     *
     * @param container as the engine has it, or null where it has none
     * @param problem why the current wait does not hold yet, or null where it does
     */
    record Seen(Inspected container, String problem) {}

    /** What follows; {@code failure} is null unless it has failed, {@code again} unless it is to be looked at again. */
    record Next(State state, Duration again, String failure) {
        boolean ready() {
            return again == null && failure == null;
        }
    }

    static Next next(List<ContainerWait> waits, State state, Seen seen, Instant now) {
        Inspected container = seen.container();
        if (container == null) {
            return failed(state, "the container is gone; somebody removed it");
        } else if (!container.isRunning()) {
            return failed(state, "the container ended " + container.end() + " before it was up");
        } else if (state.current() >= waits.size()) {
            return new Next(state, null, null);
        }
        ContainerWait wait = waits.get(state.current());
        if (wait.kind() == ContainerWait.Kind.HEALTHCHECK && container.health() == null) {
            return failed(
                    state,
                    "the image has no HEALTHCHECK that the engine knows; add one to its Dockerfile (Podman reads those of images"
                            + " in Docker's format alone), or wait for http, tcp or log");
        } else if (wait.kind() == ContainerWait.Kind.HEALTHCHECK
                && container.health().equals("unhealthy")) {
            return failed(state, "the image's HEALTHCHECK says unhealthy: " + container.healthOutput());
        } else if (seen.problem() == null) {
            State moved = new State(state.current() + 1, now);
            return new Next(moved, moved.current() >= waits.size() ? null : Duration.ZERO, null);
        }
        Duration waited = Duration.between(state.since(), now);
        if (waited.compareTo(wait.timeout()) >= 0) {
            return failed(
                    state,
                    "it was not up within " + wait.timeout().toSeconds() + " s: " + wait + ": " + seen.problem());
        }
        return new Next(state, pause(waited, wait.timeout().minus(waited)), null);
    }

    private static Next failed(State state, String why) {
        return new Next(state, null, why);
    }

    /** A tenth of what was waited already, within bounds, and not beyond the end. */
    private static Duration pause(Duration waited, Duration left) {
        Duration pause = waited.dividedBy(10);
        pause = pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return pause.compareTo(left) < 0 ? pause : left;
    }
}
