package io.jenkins.plugins.storefront.delivery.notify.desk;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one state after another as JSON. Of thousands of parts a step changes one or two; the others are the same immutable objects as
 * before, and their text is kept. Not thread-safe.
 */
final class DeskWriter {
    private final Map<String, Written> known = new HashMap<>();

    /** What was written last of one of the state's lists. */
    private record Written(List<?> list, Map<Object, String> parts, String text) {}

    /** What {@link DeskJson#read} reads. */
    String write(DeskState state) {
        return "{\"version\":" + DeskJson.VERSION
                + ",\"desk\":{\"seen\":" + list("seen", state.seen())
                + ",\"held\":" + list("held", state.held())
                + ",\"groups\":" + list("groups", state.groups())
                + ",\"watches\":" + list("watches", state.watches())
                + ",\"outgoing\":" + list("outgoing", state.outgoing()) + "}}";
    }

    private String list(String name, List<?> list) {
        Written before = known.get(name);
        if (before == null || before.list() != list) {
            before = written(list, before == null ? new IdentityHashMap<>() : before.parts());
            known.put(name, before);
        }
        return before.text();
    }

    private static Written written(List<?> list, Map<Object, String> before) {
        Map<Object, String> parts = new IdentityHashMap<>();
        StringBuilder text = new StringBuilder("[");
        for (Object one : list) {
            String same = before.get(one);
            String now = same == null ? DeskJson.write(one) : same;
            parts.put(one, now);
            text.append(text.length() == 1 ? "" : ",").append(now);
        }
        return new Written(list, parts, text.append(']').toString());
    }
}
