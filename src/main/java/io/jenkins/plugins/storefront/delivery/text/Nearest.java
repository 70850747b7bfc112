package io.jenkins.plugins.storefront.delivery.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be, for "did you mean" in error messages. */
public final class Nearest {
    private Nearest() {}

    /**
     * Returns the known name with the smallest edit distance to {@code unknown}, ignoring case, if it is near enough to be a
     * slip: at most a third of the longer name's length, and at least one edit is always allowed.
     */
    public static Optional<String> to(String unknown, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(unknown, name) <= Math.max(1, Math.max(unknown.length(), name.length()) / 3))
                .min(Comparator.<String>comparingInt(name -> distance(unknown, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns {@code ", did you mean 'x'?"}, or an empty text where nothing is near. */
    public static String hint(String unknown, Collection<String> known) {
        return to(unknown, known).map(name -> ", did you mean '" + name + "'?").orElse("");
    }

    /** The {@linkplain #hint hint}, or a full stop: for messages that go on with another sentence. */
    public static String hintOrStop(String unknown, Collection<String> known) {
        String hint = hint(unknown, known);
        return hint.isEmpty() ? "." : hint;
    }

    /** The {@linkplain #hint hint}, and after it all known names. */
    public static String hintAndAll(String unknown, Collection<String> known) {
        return hintOrStop(unknown, known) + " Known: " + String.join(", ", known);
    }

    /** Levenshtein's distance with two swapped neighbours as one edit (optimal string alignment), row by row. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] last = new int[b.length() + 1];
        int[] before = last;
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
