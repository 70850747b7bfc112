package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.image.DockerfileReader.Unforeseen;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a Dockerfile: quotes, escapes and {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-otherwise}} and the like. */
final class ShellWord {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern BRACED = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+])([^}\"']*))?");

    private final char escape;
    private final Variables variables;

    /** What variables hold. */
    interface Variables {
        /** The value, or null where it is not set. */
        String get(String name) throws Unforeseen;
    }

    ShellWord(char escape, Variables variables) {
        this.escape = escape;
        this.variables = variables;
    }

    /** Cuts at blanks outside of quotes; quotes and variables stay. */
    List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == escape && quote != '\'' && i + 1 < text.length()) {
                word.append(c).append(text.charAt(++i));
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                quote = quote == 0 && (c == '"' || c == '\'') ? c : c == quote ? 0 : quote;
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** What one word means. */
    String expand(String word) throws Unforeseen {
        StringBuilder made = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == escape && quote != '\'') {
                if (i + 1 < word.length()) {
                    made.append(word.charAt(++i));
                }
            } else if (c == '$' && quote != '\'') {
                i = variable(word, i, made);
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else {
                made.append(c);
            }
        }
        if (quote != 0) {
            throw new Unforeseen("has a quote that does not end");
        }
        return made.toString();
    }

    /** Appends what the variable at {@code dollar} holds, and returns its last place. */
    private int variable(String word, int dollar, StringBuilder made) throws Unforeseen {
        if (dollar + 1 < word.length() && word.charAt(dollar + 1) == '{') {
            int end = word.indexOf('}', dollar);
            Matcher braced = end < 0 ? null : BRACED.matcher(word.substring(dollar + 2, end));
            if (braced == null
                    || !braced.matches()
                    || word.substring(dollar + 2, end).indexOf(escape) >= 0) {
                throw new Unforeseen("has a variable with a modifier that is not known here");
            }
            made.append(modified(braced.group(1), braced.group(2), braced.group(3)));
            return end;
        }
        Matcher name = NAME.matcher(word).region(dollar + 1, word.length());
        if (!name.lookingAt()) {
            throw new Unforeseen("has a '$' without a name");
        }
        String value = variables.get(name.group());
        made.append(value == null ? "" : value);
        return name.end() - 1;
    }

    private String modified(String name, String modifier, String other) throws Unforeseen {
        String value = variables.get(name);
        if (modifier == null) {
            return value == null ? "" : value;
        }
        boolean has = value != null && !(modifier.startsWith(":") && value.isEmpty());
        String expanded = expand(other);
        return modifier.endsWith("-") ? (has ? value : expanded) : (has ? expanded : "");
    }
}
