package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the containers of a pod do once it is on its node. */
public enum Behaviour {
    /** Runs and is ready; a Job's pod succeeds. */
    NONE,
    /** Exits with 1 again and again; a Job's pod fails. */
    CRASH,
    /** Is killed for its memory again and again. */
    OOM,
    /** Crashes twice, then is ready. */
    FLAP,
    /** Its image cannot be pulled. */
    PULL,
    /** Wants a Secret that is not there. */
    CONFIG,
    /** Its init containers exit with 1 again and again. */
    INITCRASH,
    /** Runs, but its readiness probe never succeeds. */
    UNREADY,
    /** A Job's pod that never ends. */
    HANG,
    /** No node has room for it. */
    UNSCHEDULABLE;

    /** Reads a word as people write it. */
    public static Behaviour of(String word) throws DeliveryException {
        List<String> words = Arrays.stream(values()).map(Behaviour::toString).toList();
        if (!words.contains(word)) {
            throw new DeliveryException("there is no behaviour '" + word + "'" + Nearest.hintAndAll(word, words));
        }
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean crashes() {
        return this == CRASH || this == OOM || this == FLAP;
    }

    int exitCode() {
        return this == OOM ? 137 : 1;
    }

    String exitReason() {
        return this == OOM ? "OOMKilled" : "Error";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
