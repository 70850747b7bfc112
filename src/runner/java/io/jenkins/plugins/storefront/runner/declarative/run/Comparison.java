package io.jenkins.plugins.storefront.runner.declarative.run;

import java.util.Locale;
import java.util.regex.Pattern;

/** The ways in which {@code when} conditions compare a name with a pattern. */
enum Comparison {
    /** As in Ant: {@code ?}, {@code *} within a path element, {@code **} for any number of elements. */
    GLOB {
        @Override
        boolean matches(String pattern, String actual, boolean caseSensitive) {
            int flags = caseSensitive ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            return Pattern.compile(regex(pattern), flags).matcher(actual).matches();
        }
    },
    REGEXP {
        @Override
        boolean matches(String pattern, String actual, boolean caseSensitive) {
            return actual.matches(pattern);
        }
    },
    EQUALS {
        @Override
        boolean matches(String pattern, String actual, boolean caseSensitive) {
            return actual.equals(pattern);
        }
    };

    abstract boolean matches(String pattern, String actual, boolean caseSensitive);

    /** By its name in any case; {@code otherwise} if the name is absent or unknown, as in Jenkins. */
    static Comparison named(String name, Comparison otherwise) {
        if (name != null) {
            for (Comparison comparison : values()) {
                if (comparison.name().equals(name.toUpperCase(Locale.ROOT))) {
                    return comparison;
                }
            }
        }
        return otherwise;
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                regex.append("(?:[^/]*/)*");
                i += 2;
            } else if (glob.substring(i).equals("/**")) {
                regex.append("(?:/.*)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(i == 0 && glob.length() == 2 ? ".*" : "[^/]*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
