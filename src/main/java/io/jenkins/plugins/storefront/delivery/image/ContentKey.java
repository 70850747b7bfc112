package io.jenkins.plugins.storefront.delivery.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A name for everything that goes into an image: two builds with the same key give images that can stand for each other. It is a tag in
 * the image's repository, so each repository has its own. Immutable.
 */
final class ContentKey {
    /** What tags that hold a key begin with; nothing else may be tagged so. */
    static final String TAG_PREFIX = "storefront-";

    /** Changes when the same parts are to give other keys, because builds have become different. */
    private static final String VERSION = "1";

    private final List<String[]> parts;
    private final String hex;

    private ContentKey(List<String[]> parts) {
        this.parts = List.copyOf(parts);
        KeyHash hash = new KeyHash();
        for (String[] part : parts) {
            hash.text(part[0]).text(part[1]);
        }
        this.hex = hash.hex();
    }

    /** Collects the parts of one key, in order. */
    static final class Parts {
        private final List<String[]> all = new ArrayList<>();

        Parts() {
            add("key", VERSION);
        }

        /** Adds a part; null is another value than empty. */
        Parts add(String name, String value) {
            all.add(new String[] {name, value == null ? "-" : "=" + value});
            return this;
        }

        /** Adds each entry by name, and how many there are. */
        Parts add(String name, Map<String, String> values) {
            all.add(new String[] {name, Integer.toString(values.size())});
            new TreeMap<>(values).forEach((key, value) -> add(name + " " + key, value));
            return this;
        }

        /** Adds each value in this order, and how many there are. */
        Parts add(String name, List<String> values) {
            all.add(new String[] {name, Integer.toString(values.size())});
            values.forEach(value -> add(name, value));
            return this;
        }

        ContentKey key() {
            return new ContentKey(all);
        }
    }

    /** The tag that holds the key. */
    String tag() {
        return TAG_PREFIX + hex;
    }

    /** What is in it, a line each; {@code count} lines of no value are left out, long values shortened. */
    List<String> explained() {
        List<String> lines = new ArrayList<>();
        for (String[] part : parts) {
            if (part[1].startsWith("=")) {
                lines.add(part[0] + ": " + shortened(part[1].substring(1)));
            }
        }
        return lines;
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    @Override
    public String toString() {
        return hex;
    }
}
