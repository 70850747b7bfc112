package io.jenkins.plugins.storefront.delivery.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the workloads of a rollout are, as it was told last; kept beside the release, because parallel branches and a restarted
 * controller show one message.
 *
 * @param ready replicas that serve the new revision
 * @param desired replicas that should
 * @param status one phrase
 */
record Progress(int ready, int desired, String status) {
    private static final String NAME = "slack-progress.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    boolean done() {
        return desired > 0 && ready >= desired;
    }

    /** What an event's workload is called here. */
    static String key(String rollout, Object workload) {
        return rollout + " " + workload;
    }

    static Map<String, Progress> read(ReleaseBook book) throws IOException {
        String text = book.kept(NAME).orElse(null);
        try {
            return text == null
                    ? Map.of()
                    : MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, Progress>>() {});
        } catch (JsonProcessingException e) {
            return Map.of(); // the next event tells it again
        }
    }

    /** Takes events in; called under the book's lock. */
    static void write(ReleaseBook book, Collection<WorkloadProgressed> events) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        Map<String, Progress> all = new LinkedHashMap<>(read(book));
        for (WorkloadProgressed one : events) {
            all.put(key(one.rollout(), one.object()), new Progress(one.ready(), one.desired(), one.status()));
        }
        book.keep(NAME, MAPPER.writeValueAsString(all));
    }
}
