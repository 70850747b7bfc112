package io.jenkins.plugins.storefront.delivery.event;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A message that people have says something else now.
 *
 * @param at when
 * @param reference what its receiver called it when it was {@linkplain NoticeSent sent}
 * @param title first line
 * @param text the plain-text part
 */
public record NoticeUpdated(Instant at, String reference, String title, String text) implements DeliveryEvent {
    @Override
    public NoticeUpdated masked(UnaryOperator<String> mask) {
        return new NoticeUpdated(at, reference, mask.apply(title), mask.apply(text));
    }
}
