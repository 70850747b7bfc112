package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;

/** What takes a rollout to its end, and tells its {@link RolloutSession.Host}. */
public interface Session {
    /** Goes on from a state that was given to {@link RolloutSession.Host#persist}; call on a pool thread. */
    void resume(String json) throws DeliveryException;

    /**
     * Stops waiting, without waiting for anything itself; nothing is undone.
     *
     * @return what is left; null where it has neither planned anything nor taken a persisted state up yet
     */
    String stop();
}
