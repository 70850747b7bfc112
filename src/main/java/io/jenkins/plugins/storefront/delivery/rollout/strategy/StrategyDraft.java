package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Answer;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Ending;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The next state in the making: the one place where components are copied. Strategy and patience never change. */
final class StrategyDraft {
    private final StrategyState from;
    Phase phase;
    int stop;
    boolean acted;
    Instant since;
    Instant servesSince;
    Instant heldSince;
    Duration heldFor;
    Instant promotedAt;
    boolean frozen;
    int taken;
    Map<String, Answer> answers;
    boolean holding;
    Ending why;
    Ending end;

    StrategyDraft(StrategyState from) {
        this.from = from;
        phase = from.phase();
        stop = from.stop();
        acted = from.acted();
        since = from.since();
        servesSince = from.servesSince();
        heldSince = from.heldSince();
        heldFor = from.heldFor();
        promotedAt = from.promotedAt();
        frozen = from.frozen();
        taken = from.taken();
        answers = from.answers();
        holding = from.holding();
        why = from.why();
        end = from.end();
    }

    StrategyState state() {
        return new StrategyState(
                from.strategy(),
                phase,
                stop,
                acted,
                since,
                servesSince,
                heldSince,
                heldFor,
                promotedAt,
                frozen,
                taken,
                answers,
                holding,
                why,
                end,
                from.patience());
    }
}
