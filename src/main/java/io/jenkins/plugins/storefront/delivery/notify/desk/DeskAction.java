package io.jenkins.plugins.storefront.delivery.notify.desk;

import io.jenkins.plugins.storefront.delivery.port.DeskWatch;

/** What is done after the state was written down. */
public sealed interface DeskAction {
    /** Put it into the outbox, then say {@link DeskObservation.Handed}. Doing it twice puts it once. */
    record Hand(DeskOutgoing outgoing) implements DeskAction {}

    /** Ask Slack for reactions, then say {@link DeskObservation.Asked}. */
    record Ask(DeskWatch watch) implements DeskAction {}
}
