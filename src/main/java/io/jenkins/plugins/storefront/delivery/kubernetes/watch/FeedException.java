package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import java.time.Duration;

/** The API server refused, was busy, broke off, or could not be reached. */
public final class FeedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** HTTP's, or 0 where there was no answer. */
    private final int code;

    private final Duration retryAfter;

    /**
     * What happened.
     *
     * @param code of HTTP, or 0 where there was no answer
     * @param retryAfter what the server asked for, or null
     */
    public FeedException(int code, String message, Duration retryAfter) {
        super(message);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public int code() {
        return code;
    }

    /** The version that was asked for is forgotten, or was never given out by this server: what is there has to be listed anew. */
    boolean isGone() {
        return code == 410 || String.valueOf(getMessage()).contains("Too large resource version");
    }

    /** The login is not, or no longer, accepted. */
    boolean isLogin() {
        return code == 401;
    }

    /** Waiting changes nothing about it. */
    boolean isRefusal() {
        return code == 400 || code == 403 || code == 405;
    }

    /** The cluster serves no such kind, at least not yet. */
    boolean isUnknown() {
        return code == 404;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
