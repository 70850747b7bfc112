package io.jenkins.plugins.storefront.delivery.guard;

import java.time.Instant;

/**
 * What a gate says.
 *
 * @param because one sentence for people
 * @param until when to ask again; null unless it is {@link Kind#WAIT}, or somebody answered in its stead
 */
public record GateAnswer(Kind kind, String because, Instant until) {
    /** The three answers. */
    public enum Kind {
        GO,
        /** It cannot be said yet. */
        WAIT,
        /** Waiting changes nothing. */
        NO
    }

    public static GateAnswer go(String because) {
        return new GateAnswer(Kind.GO, because, null);
    }

    public static GateAnswer waitUntil(Instant until, String because) {
        return new GateAnswer(Kind.WAIT, because, until);
    }

    public static GateAnswer no(String because) {
        return new GateAnswer(Kind.NO, because, null);
    }
}
