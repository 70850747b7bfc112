package io.jenkins.plugins.storefront.runner.report;

import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.runner.report.ReportView.Bar;
import io.jenkins.plugins.storefront.runner.report.ReportView.Row;
import io.jenkins.plugins.storefront.runner.report.ReportView.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Places stages and deployments on the time of the run: a stage above those inside it, each in the order of its start. */
final class TimeLine {
    private static final int MOST_TICKS = 5;
    private static final long[] STEPS_MILLIS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        15_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        900_000,
        1_800_000,
        3_600_000,
        7_200_000,
        21_600_000,
        43_200_000,
        86_400_000
    };

    private final Instant from;
    private final Instant to;
    private final Map<String, Node> stages = new LinkedHashMap<>();
    private final List<Node> roots = new ArrayList<>();

    /** What has not ended by {@code to} is drawn up to it. */
    TimeLine(Instant from, Instant to) {
        this.from = from;
        this.to = to.isAfter(from) ? to : from.plusMillis(1);
    }

    private record Node(
            String name, String target, State state, Instant start, Instant end, Bar undo, List<Node> inside) {
        boolean during(Node other) {
            return start.isBefore(other.end) && other.start.isBefore(end);
        }
    }

    /** Stages are given in the order of their start, so that the one around comes first. */
    void add(Recording.Stage stage) {
        Node node = new Node(
                stage.name(),
                "",
                State.of(stage.outcome()),
                stage.startedAt(),
                stage.endedAt() == null ? to : stage.endedAt(),
                null,
                new ArrayList<>());
        place(stage.parent(), node);
        stages.put(stage.id(), node);
    }

    /**
     * Adds a deployment after all stages are known.
     *
     * @param stage id of the stage that it is in, or null
     * @param undone from when to when it was undone; null if it was not
     */
    void add(Release.Deployment deployment, String stage, Instant[] undone) {
        place(
                stage,
                new Node(
                        deployment.name(),
                        deployment.environment(),
                        State.of(deployment.outcome()),
                        deployment.startedAt(),
                        deployment.endedAt() == null ? to : deployment.endedAt(),
                        undone == null ? null : bar(undone[0], undone[1]),
                        new ArrayList<>()));
    }

    private void place(String parent, Node node) {
        Node around = parent == null ? null : stages.get(parent);
        List<Node> siblings = around == null ? roots : around.inside();
        int index = siblings.size();
        while (index > 0 && siblings.get(index - 1).start().isAfter(node.start())) {
            index--;
        }
        siblings.add(index, node);
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        collect(roots, 0, rows);
        return rows;
    }

    private void collect(List<Node> nodes, int depth, List<Row> rows) {
        for (Node node : nodes) {
            Bar bar = bar(node.start(), node.end());
            rows.add(new Row(
                    node.name(),
                    depth,
                    node.target(),
                    Phrases.list(beside(node, nodes)),
                    node.state(),
                    bar.left(),
                    bar.width(),
                    Phrases.between(from, node.start()),
                    Phrases.between(node.start(), node.end()),
                    node.undo()));
            collect(node.inside(), depth + 1, rows);
        }
    }

    /** A stage and a deployment are never side by side: a deployment is inside, whatever the script calls around it. */
    private static List<String> beside(Node node, List<Node> siblings) {
        return siblings.stream()
                .filter(other -> other != node && other.during(node))
                .filter(other -> other.target().isEmpty() == node.target().isEmpty())
                .map(Node::name)
                .toList();
    }

    private Bar bar(Instant start, Instant end) {
        double left = percent(start);
        return new Bar(text(left), text(Math.max(0, percent(end) - left)));
    }

    private double percent(Instant at) {
        double all = Duration.between(from, to).toNanos();
        return Math.min(100, Math.max(0, Duration.between(from, at).toNanos() * 100.0 / all));
    }

    private static String text(double percent) {
        return String.format(Locale.ROOT, "%.3f", percent);
    }

    /** At round times, the first at the start, none at the very end, where its label would have no room. */
    List<Tick> ticks() {
        long all = Duration.between(from, to).toMillis();
        long step = STEPS_MILLIS[STEPS_MILLIS.length - 1];
        for (long candidate : STEPS_MILLIS) {
            if (all / candidate < MOST_TICKS) {
                step = candidate;
                break;
            }
        }
        while (all / step >= MOST_TICKS) {
            step *= 2;
        }
        List<Tick> ticks = new ArrayList<>();
        for (long at = 0; at <= all * 0.94; at += step) {
            ticks.add(new Tick(text(at * 100.0 / all), label(at)));
        }
        return ticks;
    }

    private static String label(long millis) {
        if (millis == 0) {
            return "0";
        } else if (millis < 1000) {
            return millis + " ms";
        } else if (millis < 60_000) {
            return millis / 1000 + " s";
        } else if (millis < 3_600_000) {
            return millis % 60_000 == 0
                    ? millis / 60_000 + " m"
                    : millis / 60_000 + " m " + millis % 60_000 / 1000 + " s";
        }
        return Phrases.duration(Duration.ofMillis(millis));
    }
}
