package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.port.EventSink;

/** A listener that wants to know which stage an event comes from, which the events themselves do not say. */
public interface StageListener extends EventSink {
    /** Where the events of the steps in that stage go; {@code stage} is the id of its {@code StageStarted}. */
    EventSink inStage(String stage);
}
