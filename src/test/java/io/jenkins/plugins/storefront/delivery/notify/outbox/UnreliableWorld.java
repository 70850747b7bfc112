package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.port.VirtualPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Receivers that are busy, fail, hang and break off, with or without having taken what they were sent. Lanes that begin with {@code chat}
 * can be asked what they have, as Slack can; the others show a mail of one Message-ID once, as mail servers that know it do.
 */
final class UnreliableWorld implements Courier {
    private final Random lot;
    private final VirtualPool time;
    private final Map<String, List<String>> shown = new HashMap<>();
    private int count;

    UnreliableWorld(Random lot, VirtualPool time) {
        this.lot = lot;
        this.time = time;
    }

    /** What each channel and each person sees, in order. */
    Map<String, List<String>> shown() {
        return shown;
    }

    /** How many notices people see. */
    int count() {
        return count;
    }

    @Override
    public CourierAnswer carry(OutboxEntry entry, String payload) {
        String lane = entry.notice().lane();
        List<List<String>> seen = OutboxLane.receivers(lane).stream()
                .map(one -> shown.computeIfAbsent(one, name -> new ArrayList<>()))
                .toList();
        boolean chat = lane.startsWith("chat");
        if (entry.maybeSent() && chat && seen.get(0).contains(payload)) {
            return new CourierAnswer.Sent(lane + "/" + payload, null);
        }
        switch (lot.nextInt(10)) {
            case 0:
                return new CourierAnswer.Busy(Duration.ofSeconds(lot.nextInt(90)), "429");
            case 1:
                return new CourierAnswer.Failed(true, "503");
            case 2:
                time.pass(Duration.ofSeconds(20));
                return new CourierAnswer.Failed(true, "timed out before it was taken");
            case 3:
                show(seen, payload, chat);
                time.pass(Duration.ofSeconds(20));
                return new CourierAnswer.Failed(true, "timed out after it was taken");
            default:
                show(seen, payload, chat);
                return new CourierAnswer.Sent(lane + "/" + payload, null);
        }
    }

    private void show(List<List<String>> seen, String payload, boolean chat) {
        if (chat || !seen.get(0).contains(payload)) {
            seen.forEach(one -> one.add(payload));
            count++;
        }
    }
}
