package io.jenkins.plugins.storefront.delivery.image.registry;

import java.io.IOException;
import java.time.Duration;

/** The registry answered that it cannot do it now (429 or 5xx), or an upload has to begin anew. */
final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;
    private final transient Duration retryAfter;

    /**
     * Of an answer.
     *
     * @param body the registry's own words, may be empty
     * @param retryAfter what the registry asks for, or null
     */
    BusyException(int status, String body, Duration retryAfter) {
        super("status " + status);
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
