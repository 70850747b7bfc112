package io.jenkins.plugins.storefront.delivery.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Some lines of a step's log around the one that tells why it failed.
 *
 * @param source the step or program, for people
 * @param firstLine number of the first line in the log that it was taken from, from 1; 0 where it is not known
 * @param lines without their ends
 * @param at when the step began or failed
 */
public record LogExcerpt(String source, int firstLine, List<String> lines, Instant at) {
    /** Lines before and after the one that tells. */
    public static final int AROUND = 20;

    private static final int LONGEST_LINE = 500;

    /** What compilers, package managers, docker and shells write where they give up. */
    private static final Pattern TELLING = Pattern.compile(
            "(?i)^\\W*(?:.{0,40}\\W)?(?:error|fatal|fail(?:ed|ure)?|exception|panic|cannot|denied|not found|traceback)\\b");

    public LogExcerpt {
        lines = List.copyOf(lines);
    }

    /**
     * The lines around the last telling one, or the end of the log where none is.
     *
     * @param skipped lines of the log that {@code log} does not have, before its first
     */
    public static LogExcerpt of(String source, List<String> log, int skipped, Instant at) {
        int telling = log.size() - 1;
        for (int i = log.size() - 1; i >= 0; i--) {
            if (TELLING.matcher(log.get(i)).find()) {
                telling = i;
                break;
            }
        }
        int from = Math.max(0, telling - AROUND);
        int to = Math.min(log.size(), telling + AROUND + 1);
        List<String> lines = new ArrayList<>();
        for (String line : log.subList(from, to)) {
            lines.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line);
        }
        return new LogExcerpt(source, skipped + from + 1, lines, at);
    }

    /** What a step without a log of its own says of its failure. */
    public static LogExcerpt ofText(String source, String text, Instant at) {
        return of(source, text.lines().toList(), 0, at).ofUnknownPlace();
    }

    /** The same of a log whose beginning is not known. */
    public LogExcerpt ofUnknownPlace() {
        return new LogExcerpt(source, 0, lines, at);
    }

    /** The same with {@code mask} applied to every line. */
    public LogExcerpt masked(UnaryOperator<String> mask) {
        return new LogExcerpt(
                mask.apply(source), firstLine, lines.stream().map(mask).toList(), at);
    }
}
