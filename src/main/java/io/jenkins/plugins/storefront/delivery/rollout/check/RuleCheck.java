package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.ReadyRule;
import java.util.Map;

/** What the caller said. */
final class RuleCheck implements Check {
    private final ReadyRule rule;

    RuleCheck(ReadyRule rule) {
        this.rule = rule;
    }

    @Override
    public Assessment assess(Look look) {
        if (look.has("status", "observedGeneration") && look.notObserved()) {
            return look.notObservedYet(1);
        } else if (rule.condition() != null) {
            Map<String, Object> condition = Fields.condition(look.object(), rule.condition());
            if (look.isOutdated(condition)) {
                return look.notObservedYet(1);
            }
            String now = condition.isEmpty() ? "not there" : Fields.text(condition, "status");
            return is(rule.condition(), now, Fields.text(condition, "message"), look);
        } else if (rule.path() != null) {
            String now = Fields.text(look.object(), rule.path().toArray(String[]::new));
            return is("." + String.join(".", rule.path()), now == null ? "not there" : now, null, look);
        }
        return Assessment.ready(1, "accepted");
    }

    private Assessment is(String what, String now, String message, Look look) {
        return rule.value().equals(now)
                ? Assessment.ready(1, what + " is " + now)
                : Assessment.progressing(0, 1, what + " is " + now)
                        .heldUpBy(look.cause(
                                "NotReady",
                                what + " is " + now + ", not " + rule.value()
                                        + (message == null || message.isEmpty() ? "" : ": " + message)));
    }
}
