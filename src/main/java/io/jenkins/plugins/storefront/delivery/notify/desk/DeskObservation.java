package io.jenkins.plugins.storefront.delivery.notify.desk;

import io.jenkins.plugins.storefront.delivery.port.DeskItem;
import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import java.util.List;
import java.util.Set;

/** What happens at the desk. */
public sealed interface DeskObservation {
    /** Things to tell came in; {@code watch} may be null. */
    record Taken(List<DeskItem> items, DeskWatch watch) implements DeskObservation {}

    /** The outbox has these now. */
    record Handed(Set<String> ids) implements DeskObservation {}

    /** Slack was asked whether somebody reacted: whether yes; no where it could not be asked. */
    record Asked(String watch, boolean reacted) implements DeskObservation {}

    /** Somebody says that they have seen it. */
    record Acknowledged(String subjectOrId) implements DeskObservation {}

    /** Time has passed, or a new process has begun. */
    record Looked() implements DeskObservation {}
}
