package io.jenkins.plugins.storefront.delivery.notify.outbox;

/** Carries a notice to its receiver. Called on pool threads, one notice of a lane at a time. */
@FunctionalInterface
public interface Courier {
    /**
     * Tries once, within its own time limit. Where {@link OutboxEntry#maybeSent} it asks the receiver first, as far as that can be asked.
     *
     * @param payload of the notice
     */
    CourierAnswer carry(OutboxEntry entry, String payload) throws InterruptedException;
}
