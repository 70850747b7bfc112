package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A rollout has its verdict.
 *
 * @param at when
 * @param rollout of {@link RolloutPlanned}
 * @param outcome how
 * @param verdict one sentence
 * @param causes gathered before any undo; empty on success
 */
public record RolloutEnded(Instant at, String rollout, Outcome outcome, String verdict, List<FailureCause> causes)
        implements DeliveryEvent {
    public RolloutEnded {
        causes = List.copyOf(causes);
    }

    @Override
    public RolloutEnded masked(UnaryOperator<String> mask) {
        return new RolloutEnded(
                at,
                rollout,
                outcome,
                mask.apply(verdict),
                causes.stream().map(cause -> cause.masked(mask)).toList());
    }
}
