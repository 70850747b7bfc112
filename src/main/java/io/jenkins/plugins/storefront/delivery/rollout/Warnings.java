package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.WarningSeen;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.check.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells warnings that are new, each once: what differs only in names and numbers is the same. */
final class Warnings {
    /** A rollout that warns of more tells nothing new. */
    private static final int MOST = 200;

    private final RolloutState state;
    private final Instant now;
    private final List<String> told;
    private final Set<String> known;

    Warnings(RolloutState state, Instant now) {
        this.state = state;
        this.now = now;
        this.told = new ArrayList<>(state.warned());
        this.known = new HashSet<>(state.warned());
    }

    /** The cluster's own, about a target and its pods. */
    List<DeliveryEvent> about(RolloutState.Target target, Seen look) {
        Set<String> going = new HashSet<>();
        for (Map<String, Object> pod : look.pods()) {
            if (Fields.at(pod, "metadata", "deletionTimestamp") != null) {
                going.add(Fields.text(pod, "metadata", "name"));
            }
        }
        List<DeliveryEvent> fresh = new ArrayList<>();
        for (Map<String, Object> event : look.events()) {
            boolean old = Events.time(event).compareTo(String.valueOf(target.eventsBefore())) <= 0;
            if (!old && !going.contains(Fields.text(event, "involvedObject", "name"))) {
                add(fresh, target.ref(), Fields.text(event, "reason"), Fields.text(event, "message"));
            }
        }
        return fresh;
    }

    /** Ours: it begins to fail in a way that may heal. */
    List<DeliveryEvent> failing(WorkloadRef object, FailureCause cause) {
        List<DeliveryEvent> fresh = new ArrayList<>();
        add(fresh, object, cause.code(), cause.message());
        return fresh;
    }

    private void add(List<DeliveryEvent> fresh, WorkloadRef object, String reason, String message) {
        String said = message == null ? "" : message.replaceAll("\\s+", " ").trim();
        String mark =
                Integer.toHexString((object + " " + reason + " " + said.replaceAll("\\S*\\d\\S*", "#")).hashCode());
        if (told.size() < MOST && known.add(mark)) {
            told.add(mark);
            fresh.add(new WarningSeen(now, state.id(), object, reason == null ? "Warning" : reason, said));
        }
    }

    List<String> told() {
        return told;
    }

    /** Restarts, at a first look, of containers that were there before {@code begin}; without those that have none. */
    static Map<String, Long> restarts(Seen look, Instant begin) {
        Map<String, Long> restarts = new HashMap<>();
        for (Map<String, Object> pod : look.pods()) {
            String created = Fields.text(pod, "metadata", "creationTimestamp");
            if (created == null || created.compareTo(begin.toString()) >= 0) {
                continue;
            }
            for (String list : List.of("initContainerStatuses", "containerStatuses")) {
                for (Object status : Fields.list(pod, "status", list)) {
                    long count = Fields.number(status, "restartCount");
                    if (count > 0) {
                        restarts.put(Fields.text(pod, "metadata", "name") + "/" + Fields.text(status, "name"), count);
                    }
                }
            }
        }
        return restarts;
    }

    /** The time of the newest event; empty where there is none. */
    static String newest(Seen look) {
        return look.events().stream().map(Events::time).max(String::compareTo).orElse("");
    }
}
