package io.jenkins.plugins.storefront.delivery.event;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A program wrote a line.
 *
 * @param at when
 * @param source short name, such as {@code docker cart}
 * @param line without its end
 */
public record ProcessOutput(Instant at, String source, String line) implements DeliveryEvent {
    @Override
    public ProcessOutput masked(UnaryOperator<String> mask) {
        return new ProcessOutput(at, source, mask.apply(line));
    }
}
