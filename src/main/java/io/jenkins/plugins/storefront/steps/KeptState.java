package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.io.IOException;

/**
 * The state of one wait, sealed in the run's folder: on disk when {@link #write} returns, and after a crash the one written last.
 * Thread-safe.
 */
final class KeptState {
    private final DeliveryContext delivery;
    private final String name;
    private volatile boolean written;

    /** @param key tells it from the states of other waits of the run */
    KeptState(DeliveryContext delivery, String key) {
        this.delivery = delivery;
        this.name = "state-" + key;
    }

    /**
     * What was written last.
     *
     * @param before what is to be taken where nothing was written; may be null
     * @return null where there is neither
     */
    String read(String before) throws DeliveryException, IOException {
        String sealed = delivery.release().kept(name).orElse(null);
        String state = sealed == null ? before : delivery.sealer().open(sealed).reveal();
        written = state != null;
        return state;
    }

    void write(String state) throws IOException {
        delivery.release().keep(name, delivery.sealer().seal(Secret.of(state)));
        written = true;
    }

    /** Whether something was written, as far as was looked. */
    boolean isWritten() {
        return written;
    }
}
