package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What has become of the notices of one step, and from when on its outcome is known. Threads may share it. */
final class NoticeReceipts {
    /**
     * What the step ends with.
     *
     * @param result what the step returns, or null
     * @param failure what it fails with, or null
     */
    record Outcome(Map<String, Object> result, DeliveryException failure) {}

    private final List<OutboxNotice> notices;
    private final boolean definite;
    private final Map<String, OutboxReceipt> receipts = new HashMap<>();

    /**
     * @param notices those of the step; a script sees the first one's name
     * @param definite whether the step waits until each was sent, and fails as soon as one was not
     */
    NoticeReceipts(List<OutboxNotice> notices, boolean definite) {
        this.notices = List.copyOf(notices);
        this.definite = definite;
    }

    /** The outcome where this receipt, the latest one of its notice, makes it known. */
    synchronized Optional<Outcome> add(OutboxReceipt receipt) {
        receipts.put(receipt.notice().id(), receipt);
        if (definite && receipt.state() == OutboxReceipt.State.DEAD) {
            return Optional.of(new Outcome(null, new DeliveryException(receipt.reason())));
        }
        boolean known = notices.stream()
                .map(one -> receipts.get(one.id()))
                .allMatch(one -> one != null && (!definite || one.state().ended()));
        return known ? Optional.of(soFar()) : Optional.empty();
    }

    /** What a step that waits no longer returns. */
    synchronized Outcome soFar() {
        List<OutboxReceipt> all = notices.stream()
                .map(one -> receipts.getOrDefault(
                        one.id(), new OutboxReceipt(one, OutboxReceipt.State.WAITING, null, "no answer yet")))
                .toList();
        boolean sent = all.stream().allMatch(NoticeReceipts::sent);
        OutboxNotice first = notices.get(0);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("sent", sent);
        result.put("queued", all.stream().anyMatch(one -> !one.state().ended()));
        result.put("message", first.message() == null ? first.id() : first.message());
        if (sent) {
            result.put("reference", Objects.requireNonNullElse(all.get(0).reference(), ""));
        } else {
            result.put(
                    "reason",
                    all.stream()
                            .filter(one -> !sent(one))
                            .map(OutboxReceipt::reason)
                            .findFirst()
                            .orElse(null));
        }
        return new Outcome(result, null);
    }

    private static boolean sent(OutboxReceipt receipt) {
        return receipt.state() == OutboxReceipt.State.SENT || receipt.state() == OutboxReceipt.State.REPLACED;
    }
}
