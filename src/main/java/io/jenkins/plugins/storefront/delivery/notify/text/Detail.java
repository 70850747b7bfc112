package io.jenkins.plugins.storefront.delivery.notify.text;

import java.util.List;

/**
 * How much of a release's data is told. What is too long is cut at a text's end and at whole lines, never inside what a template makes
 * of it.
 *
 * @param entries of each list at most
 * @param logLines of each log at most
 * @param lineLength in characters at most
 * @param textLength of each free text in characters at most
 */
public record Detail(int entries, int logLines, int lineLength, int textLength) {
    /** For where there is room. */
    public static final Detail FULL = new Detail(100, 41, 500, 8 << 20);

    /** For mail, from much to little; each is tried until the mail is small enough. */
    public static final List<Detail> LESS_AND_LESS = List.of(
            new Detail(100, 41, 500, 1 << 20),
            new Detail(50, 20, 300, 4000),
            new Detail(20, 10, 160, 2000),
            new Detail(5, 5, 120, 500));

    /** Cut to its longest, never inside a character. */
    String text(String text) {
        return cut(text, textLength);
    }

    <T> List<T> first(List<T> all) {
        return all.size() <= entries ? all : all.subList(0, entries);
    }

    String lastLines(List<String> log) {
        return joined(log.subList(Math.max(0, log.size() - logLines), log.size()));
    }

    String middleLines(List<String> log) {
        int over = Math.max(0, log.size() - logLines);
        return joined(log.subList(over / 2, over / 2 + Math.min(log.size(), logLines)));
    }

    private String joined(List<String> lines) {
        return String.join(
                "\n", lines.stream().map(line -> cut(line, lineLength)).toList());
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }
}
