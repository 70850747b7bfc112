package io.jenkins.plugins.storefront.delivery.notify.text;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What of a release took place when: each deployment, and below it its rollouts where there are several. Immutable.
 *
 * @param bars in the order in which they are shown
 */
public record TimeLine(List<Bar> bars) {
    private static final int MOST = 12;

    /**
     * One of them.
     *
     * @param name for people
     * @param from when it began
     * @param to when it ended; null while it is under way
     * @param outcome null while it is under way
     */
    public record Bar(String name, Instant from, Instant to, Outcome outcome) {}

    public TimeLine {
        bars = List.copyOf(bars);
    }

    public static TimeLine of(Release release) {
        List<Bar> bars = new ArrayList<>();
        for (Release.Deployment deployment : release.deployments()) {
            bars.add(new Bar(
                    deployment.environment(), deployment.startedAt(), deployment.endedAt(), deployment.outcome()));
            List<Release.Rollout> rollouts = release.rolloutsOf(deployment.id());
            if (rollouts.size() > 1) {
                rollouts.forEach(one -> bars.add(bar(one)));
            }
        }
        release.rolloutsOf(null).forEach(one -> bars.add(bar(one)));
        bars.removeIf(one -> one.from() == null);
        return new TimeLine(bars.subList(Math.max(0, bars.size() - MOST), bars.size()));
    }

    private static Bar bar(Release.Rollout rollout) {
        return new Bar(
                rollout.cluster() + "/" + rollout.namespace(),
                rollout.startedAt(),
                rollout.endedAt(),
                rollout.outcome());
    }

    /** For templates. */
    List<Map<String, Object>> rows(NoticeWords words) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Bar bar : bars) {
            rows.add(Map.of(
                    "number",
                    Integer.toString(rows.size() + 1),
                    "name",
                    bar.name(),
                    "result",
                    words.result(bar.outcome()),
                    "took",
                    words.duration(bar.to() == null ? null : Duration.between(bar.from(), bar.to()))));
        }
        return rows;
    }

    /** The same in one line, for those who do not see the picture; empty for none. */
    String words(NoticeWords words) {
        List<String> parts = new ArrayList<>();
        for (Map<String, Object> row : rows(words)) {
            parts.add(words.text("chart.row", (String) row.get("number"), (String) row.get("name"), (String)
                            row.get("result"))
                    + (((String) row.get("took")).isEmpty() ? "" : ", " + row.get("took")));
        }
        return String.join("; ", parts);
    }
}
