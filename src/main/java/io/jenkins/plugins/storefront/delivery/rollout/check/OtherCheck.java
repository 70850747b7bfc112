package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Any other kind, by what most controllers report: the generation that they have seen, and conditions. */
final class OtherCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        if (look.has("status", "observedGeneration") && look.notObserved()) {
            return Assessment.progressing(0, 1, "its controller has not seen it yet");
        }
        for (String type : List.of("Failed", "Stalled")) {
            Map<String, Object> condition = Fields.condition(look.object(), type);
            if ("True".equals(Fields.text(condition, "status")) && !look.isOutdated(condition)) {
                return Assessment.failed(look.cause(type, Fields.text(condition, "message")));
            }
        }
        if (Fields.isTrue(look.object(), "Reconciling")) {
            return Assessment.progressing(0, 1, "being reconciled");
        }
        for (String type : List.of("Ready", "Available", "Programmed")) {
            Map<String, Object> condition = Fields.condition(look.object(), type);
            if (look.isOutdated(condition)) {
                return Assessment.progressing(0, 1, "its controller has not seen it yet");
            } else if (!condition.isEmpty() && !"True".equals(Fields.text(condition, "status"))) {
                String word = type.toLowerCase(Locale.ROOT);
                String message = Fields.text(condition, "message");
                return Assessment.progressing(0, 1, "not " + word + " yet")
                        .heldUpBy(
                                look.cause("NotReady", "it is not " + word + (message == null ? "" : ": " + message)));
            } else if (!condition.isEmpty()) {
                return Assessment.ready(1, type.toLowerCase(Locale.ROOT));
            }
        }
        String version = look.target().ref().apiVersion();
        boolean builtIn = Checks.isBuiltIn(version.contains("/") ? version.substring(0, version.indexOf('/')) : "");
        return builtIn || !Fields.map(look.object(), "status").isEmpty()
                ? Assessment.ready(1, "accepted")
                : Assessment.progressing(0, 1, "no controller reports on it").orReadyAfterGrace();
    }
}
