package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.event.NoticeUpdated;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import java.time.Instant;
import java.util.List;

/** What a run is told of the way of its notices. */
public final class NoticeEvents {
    private NoticeEvents() {}

    /** Events of a receipt. */
    public static List<DeliveryEvent> of(OutboxReceipt receipt, Instant now) {
        OutboxNotice notice = receipt.notice();
        return switch (receipt.state()) {
            case WAITING -> List.of(new Remark(now, true, subject(notice), receipt.reason() + "; it is tried again"));
            case DEAD ->
                List.of(new NoticeFailed(
                        now, notice.id(), notice.kind(), String.valueOf(notice.to()), receipt.reason()));
            case REPLACED -> List.of();
            case SENT -> sent(receipt, now);
        };
    }

    private static String subject(OutboxNotice notice) {
        return "the notice to " + notice.to() + " waits";
    }

    private static List<DeliveryEvent> sent(OutboxReceipt receipt, Instant now) {
        OutboxNotice notice = receipt.notice();
        try {
            Payload payload = Payload.read(notice.payload());
            if (notice.message() != null && notice.reference() != null) {
                return List.of(new NoticeUpdated(now, notice.reference(), payload.title(), payload.text()));
            }
            NoticeSent sent = new NoticeSent(
                    now,
                    notice.id(),
                    notice.kind(),
                    notice.to(),
                    payload.title(),
                    payload.body(),
                    payload.text(),
                    receipt.reference());
            return receipt.reason() == null
                    ? List.of(sent)
                    : List.of(sent, new Remark(now, true, "not everybody is told", receipt.reason()));
        } catch (DeliveryException e) {
            return List.of(); // told by an earlier process, which had the text
        }
    }
}
