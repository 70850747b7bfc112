package io.jenkins.plugins.storefront.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Lays deployments, rollouts and notices out on one axis, in the order in which they began. */
final class TimeLine {
    private static final double WHOLE = 100;
    /** In percent; narrower bars would not be seen. */
    private static final double NARROWEST = 0.8;

    private final List<Span> spans = new ArrayList<>();
    private final Instant until;

    TimeLine(Instant until) {
        this.until = until;
    }

    private record Span(String kind, String name, String outcome, Instant start, Instant end) {}

    void add(String kind, String name, String outcome, Instant start, Instant end) {
        spans.add(new Span(kind, name, outcome, start, end == null ? until : end));
    }

    List<TimeRow> rows() {
        if (spans.isEmpty()) {
            return List.of();
        }
        Instant first =
                spans.stream().map(Span::start).min(Comparator.naturalOrder()).orElseThrow();
        Instant last =
                spans.stream().map(Span::end).max(Comparator.naturalOrder()).orElseThrow();
        double whole = Math.max(1, Duration.between(first, last).toMillis());
        return spans.stream()
                .sorted(Comparator.comparing(Span::start))
                .map(span -> row(span, first, whole))
                .toList();
    }

    private static TimeRow row(Span span, Instant first, double whole) {
        long took = Moment.between(span.start(), span.end());
        double width = Math.max(NARROWEST, Math.min(WHOLE, took / whole * WHOLE));
        double left =
                Math.min(WHOLE - width, Duration.between(first, span.start()).toMillis() / whole * WHOLE);
        return new TimeRow(span.kind(), span.name(), span.outcome(), span.start(), took, percent(left), percent(width));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", Math.max(0, value));
    }
}
