package io.jenkins.plugins.storefront.delivery.notify.outbox;

/** What the outbox does after a look, in this order. */
public sealed interface OutboxAction {
    /** Write the entry down. Nothing that follows happens before this is on disk. */
    record Write(OutboxEntry entry) implements OutboxAction {}

    /** Hand the entry to the courier. */
    record Carry(OutboxEntry entry) implements OutboxAction {}
}
