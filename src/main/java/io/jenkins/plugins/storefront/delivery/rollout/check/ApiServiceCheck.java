package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Patience;
import java.util.Map;

/** The API server reaches what stands behind it. */
final class ApiServiceCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        Map<String, Object> available = Fields.condition(look.object(), "Available");
        Assessment at = Assessment.progressing(0, 1, "not available yet");
        if ("False".equals(Fields.text(available, "status"))) {
            return at.maybe(
                    look.cause(Fields.text(available, "reason"), Fields.text(available, "message")), Patience.LONG);
        }
        return available.isEmpty() ? at : Assessment.ready(1, "available");
    }
}
