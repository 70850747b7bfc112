package io.jenkins.plugins.storefront.delivery.notify.desk;

import io.jenkins.plugins.storefront.delivery.port.DeskTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Failures of one cause that one place was told of.
 *
 * @param key cause and place
 * @param id of the first item
 * @param origin the latest run that told of it
 * @param thread of Slack's first notice, or null
 * @param count how many came after the first
 * @param untold how many of those a mail has still to tell
 * @param lines the last ones
 */
public record DeskGroup(
        String key,
        String id,
        DeskTarget target,
        String origin,
        String thread,
        Instant firstAt,
        Instant lastAt,
        int count,
        int untold,
        String title,
        List<DeskLine> lines) {
    private static final int MOST_LINES = 20;

    public DeskGroup {
        lines = List.copyOf(lines);
    }

    DeskGroup and(DeskLine line, String from, Instant now) {
        List<DeskLine> more = new ArrayList<>(lines);
        more.add(line);
        return new DeskGroup(
                key,
                id,
                target,
                from,
                thread,
                firstAt,
                now,
                count + 1,
                untold + 1,
                title,
                more.subList(Math.max(0, more.size() - MOST_LINES), more.size()));
    }

    DeskGroup told() {
        return new DeskGroup(key, id, target, origin, thread, firstAt, lastAt, count, 0, title, lines);
    }
}
