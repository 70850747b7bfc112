package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.RuleScope;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRule;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;

/** What {@link WithNoticesStep} gives its block: the rules of all such blocks around the steps inside. Persisted with the block. */
public final class NoticeScope implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String rules;

    NoticeScope(List<NoticeRule> rules) {
        this.rules = RuleScope.write(rules);
    }

    List<NoticeRule> rules() throws DeliveryException {
        return RuleScope.parse(rules);
    }
}
