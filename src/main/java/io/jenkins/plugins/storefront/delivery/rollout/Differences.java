package io.jenkins.plugins.storefront.delivery.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What differs between what served before and what was applied, as short lines for a person who looks for the cause of a failure. Values
 * of Secrets, and those whose name sounds like one, are not shown.
 */
public final class Differences {
    private static final int LONGEST_VALUE = 80;
    private static final Set<String> LEFT_OUT = Set.of("status", "apiVersion", "kind");
    private static final Set<String> METADATA = Set.of("labels", "annotations");
    private static final Pattern SECRET =
            Pattern.compile("(?i)pass(word|wd)?|secret|token|credential|private|(api|access|auth)[_-]?key");

    private Differences() {}

    /** The lines, at most {@code most}; the last then says how many more there are. */
    public static List<String> between(Map<String, Object> before, Map<String, Object> after, int most) {
        if (before == null) {
            return List.of("it is new: nothing served before");
        }
        boolean secret = "Secret".equals(Fields.text(after, "kind"));
        Map<String, Object> old = flat(before);
        Map<String, Object> now = flat(after);
        Set<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<String> lines = new ArrayList<>();
        int more = 0;
        for (String path : paths) {
            if (Objects.equals(old.get(path), now.get(path))) {
                continue;
            } else if (lines.size() >= most) {
                more++;
            } else {
                boolean hidden = secret || SECRET.matcher(path).find();
                lines.add(line(path, old.get(path), now.get(path), hidden));
            }
        }
        if (more > 0) {
            lines.add("and " + more + " more");
        }
        return lines;
    }

    private static String line(String path, Object old, Object now, boolean hidden) {
        if (old == null) {
            return path + " added" + (hidden ? "" : ": " + shown(now));
        } else if (now == null) {
            return path + " removed" + (hidden ? "" : ": " + shown(old));
        }
        return path + (hidden ? " changed" : ": " + shown(old) + " -> " + shown(now));
    }

    private static String shown(Object value) {
        String text = String.valueOf(value).replaceAll("\\s+", " ");
        // The end of a reference tells two digests apart
        return text.length() <= LONGEST_VALUE
                ? text
                : text.substring(0, LONGEST_VALUE / 2) + "…" + text.substring(text.length() - LONGEST_VALUE / 2 + 1);
    }

    private static Map<String, Object> flat(Map<String, Object> object) {
        Map<String, Object> flat = new TreeMap<>();
        object.forEach((key, value) -> {
            if (key.equals("metadata")) {
                METADATA.forEach(part -> add(flat, part, noise(Fields.map(value, part))));
            } else if (!LEFT_OUT.contains(key)) {
                add(flat, key.equals("spec") ? "" : key, value);
            }
        });
        return flat;
    }

    /** What clusters and tools write themselves. */
    private static Map<String, Object> noise(Map<String, Object> annotations) {
        Map<String, Object> kept = new TreeMap<>(annotations);
        kept.keySet()
                .removeIf(key -> key.startsWith("deployment.kubernetes.io/")
                        || key.startsWith("deprecated.daemonset")
                        || key.startsWith("kubectl.kubernetes.io/last-applied"));
        return kept;
    }

    private static void add(Map<String, Object> flat, String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> add(flat, path.isEmpty() ? key.toString() : path + "." + key, inner));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                Object name = list.get(i) instanceof Map<?, ?> item ? item.get("name") : null;
                add(flat, path + "[" + (name == null ? i : name) + "]", list.get(i));
            }
        } else if (value != null && !path.endsWith("].name")) {
            flat.put(path.replaceFirst("^template\\.spec\\.", "").replace("].value", "]"), value);
        }
    }
}
