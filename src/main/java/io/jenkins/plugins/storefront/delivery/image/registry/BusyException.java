package io.jenkins.plugins.storefront.delivery.image.registry;

import java.io.IOException;
import java.time.Duration;

/** The registry answered that it cannot do it now (429 or 5xx). */
final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Duration retryAfter;

    /** @param retryAfter what the registry asks for, or null */
    BusyException(int status, Duration retryAfter) {
        super("status " + status);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
