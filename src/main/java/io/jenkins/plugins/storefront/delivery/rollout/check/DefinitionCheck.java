package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.Map;

/** Its names are accepted and its kind is served. */
final class DefinitionCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        Map<String, Object> names = Fields.condition(look.object(), "NamesAccepted");
        if ("False".equals(Fields.text(names, "status"))) {
            return Assessment.failed(look.cause("NamesConflict", Fields.text(names, "message")));
        }
        return Fields.isTrue(look.object(), "Established")
                ? Assessment.ready(1, "established")
                : Assessment.progressing(0, 1, "not established yet");
    }
}
