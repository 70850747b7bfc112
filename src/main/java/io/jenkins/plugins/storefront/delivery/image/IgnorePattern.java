package io.jenkins.plugins.storefront.delivery.image;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One line of a {@code .dockerignore}, matched as moby/patternmatcher matches it (that of Docker, BuildKit and Buildah). */
final class IgnorePattern {
    /** Characters that mean something in a regular expression and nothing in a pattern. */
    private static final String PLAIN = ".+()|{}$";

    private final boolean exception;
    private final String cleaned;
    private final Kind kind;
    private final Pattern expression;

    private enum Kind {
        EXACT,
        PREFIX,
        SUFFIX,
        EXPRESSION
    }

    private IgnorePattern(boolean exception, String cleaned) throws IOException {
        this.exception = exception;
        this.cleaned = cleaned;
        StringBuilder made = new StringBuilder();
        this.kind = translate(made);
        try {
            this.expression = kind == Kind.EXPRESSION ? Pattern.compile(made.toString(), Pattern.UNIX_LINES) : null;
        } catch (PatternSyntaxException e) {
            throw new IOException("'" + cleaned + "' is no pattern: " + e.getDescription(), e);
        }
    }

    /** The pattern of a line, or null where the line has none. */
    static IgnorePattern of(String line) throws IOException {
        if (line.startsWith("#") || line.isBlank()) {
            return null;
        }
        String text = line.strip();
        boolean exception = text.startsWith("!");
        if (exception) {
            text = text.substring(1).strip();
            if (text.isEmpty()) {
                throw new IOException("'!' alone is no pattern");
            }
        }
        text = clean(text);
        if (text.length() > 1 && text.startsWith("/")) {
            text = text.substring(1);
        }
        if (text.indexOf('[') >= 0 && unfinishedClass(text)) {
            throw new IOException("'" + text + "' has a '[' without its ']'");
        }
        return new IgnorePattern(exception, text);
    }

    /** Whether what matches stays in the context after all. */
    boolean isException() {
        return exception;
    }

    /** Whether nothing but a trailing {@code *} or {@code **} in it is special, so that it says where it may match. */
    boolean isPlainPath() {
        String base = withoutTrail();
        return base.indexOf('*') < 0 && base.indexOf('?') < 0 && base.indexOf('[') < 0 && base.indexOf('\\') < 0;
    }

    /** Whether something below {@code folder} may match; exact for {@linkplain #isPlainPath() plain paths}. */
    boolean mayMatchBelow(String folder) {
        return (withoutTrail() + "/").startsWith(folder + "/");
    }

    private String withoutTrail() {
        return cleaned.replaceFirst("/\\*\\*?$", "");
    }

    boolean matches(String path) {
        return switch (kind) {
            case EXACT -> path.equals(cleaned);
            case PREFIX -> path.startsWith(cleaned.substring(0, cleaned.length() - 2));
            case SUFFIX -> {
                String suffix = cleaned.substring(2);
                yield path.endsWith(suffix) || suffix.startsWith("/") && path.equals(suffix.substring(1));
            }
            case EXPRESSION -> expression.matcher(path).matches();
        };
    }

    private Kind translate(StringBuilder made) {
        Kind found = Kind.EXACT;
        int[] points = cleaned.codePoints().toArray();
        // turns counts what the reader took at once, for only a leading "**" matches by the end
        for (int i = 0, turns = 0; i < points.length; i++, turns++) {
            int c = points[i];
            if (c == '*' && i + 1 < points.length && points[i + 1] == '*') {
                i++;
                if (i + 1 < points.length && points[i + 1] == '/') {
                    i++;
                }
                if (i + 1 < points.length) {
                    made.append("(.*/)?");
                    found = Kind.EXPRESSION;
                } else if (found == Kind.EXACT) {
                    found = Kind.PREFIX;
                } else {
                    made.append(".*");
                    found = Kind.EXPRESSION;
                }
                if (turns == 0) {
                    found = Kind.SUFFIX;
                }
            } else if (c == '*') {
                made.append("[^/]*");
                found = Kind.EXPRESSION;
            } else if (c == '?') {
                made.append("[^/]");
                found = Kind.EXPRESSION;
            } else if (PLAIN.indexOf(c) >= 0) {
                made.append('\\').appendCodePoint(c);
            } else if (c == '\\') {
                if (i + 1 < points.length) {
                    made.append(Pattern.quote(new String(points, ++i, 1)));
                    found = Kind.EXPRESSION;
                } else {
                    made.append("\\\\");
                }
            } else if (c == '[') {
                made.append('[');
                found = Kind.EXPRESSION;
                i = characterClass(points, i, made);
            } else {
                made.append(c == '^' ? "\\^" : new String(points, i, 1));
            }
        }
        return found;
    }

    /** Copies a class so that Java reads it as Go does, and returns the place of its end. */
    private static int characterClass(int[] points, int begin, StringBuilder made) {
        int i = begin + 1;
        if (i < points.length && points[i] == '^') {
            made.append('^');
            i++;
        }
        while (i < points.length && points[i] != ']') {
            if (points[i] == '\\' && i + 1 < points.length) {
                made.append('\\').appendCodePoint(points[++i]);
            } else if (points[i] == '[' || points[i] == '&') {
                made.append('\\').appendCodePoint(points[i]);
            } else {
                made.appendCodePoint(points[i]);
            }
            i++;
        }
        made.append(']');
        return i;
    }

    private static boolean unfinishedClass(String text) {
        boolean open = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                open = true;
            } else if (c == ']') {
                open = false;
            }
        }
        return open;
    }

    /** Go's {@code filepath.Clean}: no {@code .}, no double slash, {@code ..} taken back where that can be. */
    static String clean(String path) {
        boolean rooted = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            } else if (part.equals("..")
                    && !parts.isEmpty()
                    && !parts.peekLast().equals("..")) {
                parts.removeLast();
            } else if (!part.equals("..") || !rooted) {
                parts.addLast(part);
            }
        }
        List<String> all = new ArrayList<>(parts);
        String joined = String.join("/", all);
        return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    }
}
