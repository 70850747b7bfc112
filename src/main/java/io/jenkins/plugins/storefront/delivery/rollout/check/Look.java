package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import java.util.List;
import java.util.Map;

/** What a check looks at: what was applied, what the cluster has, and how much is forgiven. */
record Look(RolloutState.Target target, Seen seen, int crashTolerance) {
    Map<String, Object> object() {
        return seen.object();
    }

    String subject() {
        return target.ref().toString();
    }

    FailureCause cause(String code, String message) {
        return FailureCause.of(code, subject(), message == null ? code : message);
    }

    /** Whether the controller has not taken the spec in that the object has. */
    boolean notObserved() {
        return number("status", "observedGeneration") < number("metadata", "generation");
    }

    long number(String... path) {
        return Fields.number(object(), path);
    }

    String text(String... path) {
        return Fields.text(object(), path);
    }

    boolean has(String... path) {
        return Fields.at(object(), path) != null;
    }

    /** Kubernetes' default is 1. */
    int replicas() {
        return has("spec", "replicas") ? (int) number("spec", "replicas") : 1;
    }

    Assessment notObservedYet(int desired) {
        return Assessment.progressing(0, desired, "the controller has not seen it yet");
    }

    /** Whether a condition speaks of an older generation; where it does not say, it speaks of this one. */
    boolean isOutdated(Map<String, Object> condition) {
        return Fields.at(condition, "observedGeneration") != null
                && Fields.number(condition, "observedGeneration") < number("metadata", "generation");
    }

    /** The newest warning about the object itself with one of these reasons, from after the first look; or null. */
    Map<String, Object> warning(String... reasons) {
        String before = target.eventsBefore() == null ? "" : target.eventsBefore();
        return seen.events().stream()
                .filter(event -> Events.time(event).compareTo(before) > 0)
                .filter(event -> List.of(reasons).contains(Fields.text(event, "reason")))
                .filter(event -> target.ref().kind().equals(Fields.text(event, "involvedObject", "kind"))
                        && target.ref().name().equals(Fields.text(event, "involvedObject", "name")))
                .reduce((first, second) -> Events.time(second).compareTo(Events.time(first)) >= 0 ? second : first)
                .orElse(null);
    }
}
