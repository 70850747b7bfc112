package io.jenkins.plugins.storefront.delivery.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a Dockerfile into instructions: directives, comments, continued lines and here-documents as in BuildKit's parser. */
final class DockerfileLines {
    private static final Pattern DIRECTIVE = Pattern.compile("^\\s*#\\s*([A-Za-z][A-Za-z0-9]*)\\s*=\\s*(.+?)\\s*$");
    private static final Pattern HERE_DOCUMENT =
            Pattern.compile("(?:^|\\s)\\d*<<-?(?:'([^'<]+)'|\"([^\"<]+)\"|([A-Za-z0-9_.]+))");

    private final String text;
    private final List<Instruction> instructions = new ArrayList<>();
    private int at;
    private char escape = '\\';
    private Word syntax;
    private boolean hereDocuments;
    private String obstacle;

    /**
     * A piece of the text without blanks.
     *
     * @param begin of its place in the Dockerfile
     * @param end of its place, exclusive; larger than its length where a line end lies in it
     */
    record Word(String text, int begin, int end) {
        boolean isWhole() {
            return end - begin == text.length();
        }
    }

    /**
     * One instruction.
     *
     * @param line number of its first line, from 1
     * @param name in upper case
     * @param words after the name
     * @param rest the words as they were written, between them one blank
     */
    record Instruction(int line, String name, List<Word> words, String rest) {}

    DockerfileLines(String text) {
        this.text = text;
        if (text.startsWith("\uFEFF")) {
            at = 1;
        }
        directives();
        while (at < text.length()) {
            instruction();
        }
    }

    List<Instruction> instructions() {
        return instructions;
    }

    char escape() {
        return escape;
    }

    /** The image that reads this Dockerfile, or null. */
    Word syntax() {
        return syntax;
    }

    boolean hasHereDocuments() {
        return hereDocuments;
    }

    /** Why it cannot be cut with certainty, or null. */
    String obstacle() {
        return obstacle;
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int lineNumber(int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private void directives() {
        if (text.startsWith("#!") || text.startsWith("//") || text.startsWith("{")) {
            obstacle = "its first line is for another kind of reader";
            return;
        }
        while (at < text.length()) {
            String line = text.substring(at, lineEnd(at)).replaceAll("\\r$", "");
            Matcher directive = DIRECTIVE.matcher(line);
            if (!directive.matches()) {
                return;
            }
            String value = directive.group(2);
            switch (directive.group(1).toLowerCase(Locale.ROOT)) {
                case "escape" -> escape = value.charAt(0);
                case "syntax" -> syntax = new Word(value, at + directive.start(2), at + directive.end(2));
                case "check" -> {
                    // tells the linter something
                }
                default -> {
                    return; // a comment, which ends the directives
                }
            }
            at = lineEnd(at) + 1;
        }
    }

    /** Reads one line with what continues it; a comment or an empty line outside of an instruction is passed over. */
    private void instruction() {
        int begin = at;
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int wordBegin = -1;
        int wordEnd = -1;
        boolean going = true;
        boolean first = true;
        while (going && at < text.length()) {
            int end = lineEnd(at);
            int stop = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
            int start = at;
            at = end + 1;
            String line = text.substring(start, stop);
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                going = !first; // within an instruction both are passed over
                continue;
            }
            int cut = continuation(line);
            going = cut >= 0;
            int last = start + (going ? cut : line.length());
            for (int i = first ? start + line.length() - line.stripLeading().length() : start; i < last; i++) {
                char c = text.charAt(i);
                if (c == ' ' || c == '\t') {
                    if (wordBegin >= 0) {
                        words.add(new Word(word.toString(), wordBegin, wordEnd));
                        word.setLength(0);
                        wordBegin = -1;
                    }
                } else {
                    if (wordBegin < 0) {
                        wordBegin = i;
                    }
                    word.append(c);
                    wordEnd = i + 1;
                }
            }
            first = false;
        }
        if (wordBegin >= 0) {
            words.add(new Word(word.toString(), wordBegin, wordEnd));
        }
        if (!words.isEmpty()) {
            add(begin, words);
        }
    }

    /** Where the escape character is that continues the line, or -1. */
    private int continuation(String line) {
        int last = line.length() - 1;
        while (last >= 0 && (line.charAt(last) == ' ' || line.charAt(last) == '\t')) {
            last--;
        }
        boolean continues = last >= 0 && line.charAt(last) == escape && (last == 0 || line.charAt(last - 1) != escape);
        return continues ? last : -1;
    }

    private void add(int begin, List<Word> words) {
        String name = words.get(0).text().toUpperCase(Locale.ROOT);
        List<Word> arguments = List.copyOf(words.subList(1, words.size()));
        String rest = String.join(" ", arguments.stream().map(Word::text).toList());
        Instruction made = new Instruction(lineNumber(begin), name, arguments, rest);
        instructions.add(made);
        if (List.of("RUN", "COPY", "ADD").contains(name) && rest.contains("<<")) {
            hereDocuments(made);
        }
    }

    private void hereDocuments(Instruction instruction) {
        Matcher found = HERE_DOCUMENT.matcher(instruction.rest());
        List<String> ends = new ArrayList<>();
        while (found.find()) {
            ends.add(
                    found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3));
        }
        int written = instruction.rest().split("<<", -1).length - 1;
        if (written != ends.size()) {
            obstacle = "line " + instruction.line() + " has '<<' that is no plain here-document";
            return;
        }
        hereDocuments = true;
        for (String end : ends) {
            boolean open = true;
            while (open && at < text.length()) {
                int stop = lineEnd(at);
                String line = text.substring(at, stop).replaceAll("\\r$", "");
                at = stop + 1;
                open = !line.equals(end) && !line.replaceFirst("^\\t+", "").equals(end);
            }
            if (open) {
                obstacle = "the here-document of line " + instruction.line() + " does not end";
            }
        }
    }
}
