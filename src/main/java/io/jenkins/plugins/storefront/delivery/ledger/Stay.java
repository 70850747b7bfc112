package io.jenkins.plugins.storefront.delivery.ledger;

import java.util.function.UnaryOperator;

/**
 * The time in which one image served at one place.
 *
 * @param first what brought it
 * @param latest what brought it again since, or {@code first}
 */
public record Stay(Placement first, Placement latest) {
    static Stay of(Placement only) {
        return new Stay(only, only);
    }

    Stay map(UnaryOperator<Placement> change) {
        return new Stay(change.apply(first), change.apply(latest));
    }
}
