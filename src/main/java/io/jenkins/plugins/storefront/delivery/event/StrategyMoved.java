package io.jenkins.plugins.storefront.delivery.event;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A strategy went on, or took something in.
 *
 * @param at when
 * @param rollout of {@link RolloutPlanned}
 * @param strategy such as {@code canary}
 * @param subject what it brings, such as {@code cart}
 * @param phase where it is, a word for programs
 * @param stop number of the stop that it is at or was at last, from 1; 0 before the first
 * @param stops how many there are
 * @param weight share of the traffic that the new version has now, in percent
 * @param until when it goes on by itself at the earliest; null where that cannot be said
 * @param waitsFor what a person has to do; null where nobody is waited for
 * @param text what happened, one phrase; empty where it only says where it is
 */
public record StrategyMoved(
        Instant at,
        String rollout,
        String strategy,
        String subject,
        String phase,
        int stop,
        int stops,
        int weight,
        Instant until,
        String waitsFor,
        String text)
        implements DeliveryEvent {
    @Override
    public StrategyMoved masked(UnaryOperator<String> mask) {
        return new StrategyMoved(
                at, rollout, strategy, subject, phase, stop, stops, weight, until, waitsFor, mask.apply(text));
    }
}
