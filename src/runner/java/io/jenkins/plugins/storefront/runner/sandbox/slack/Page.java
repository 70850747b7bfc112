package io.jenkins.plugins.storefront.runner.sandbox.slack;

import java.util.List;
import java.util.Map;

/** One page of an answer, with the cursor to the next (docs.slack.dev/apis/web-api/pagination). */
final class Page {
    private static final int LIMIT = 100;
    private static final int MOST = 1000;

    private Page() {}

    /** The page of {@code all} that the call asks for, under that name. */
    static Map<String, Object> of(SlackCall call, String name, List<Map<String, Object>> all) {
        int limit = call.get("limit").isEmpty() ? LIMIT : Math.min(MOST, Integer.parseInt(call.get("limit")));
        int from = call.get("cursor").isEmpty() ? 0 : Integer.parseInt(call.get("cursor"));
        int to = Math.min(all.size(), from + limit);
        boolean more = to < all.size();
        return Map.of(
                "ok",
                true,
                name,
                all.subList(Math.min(from, to), to),
                "has_more",
                more,
                "response_metadata",
                Map.of("next_cursor", more ? Integer.toString(to) : ""));
    }
}
