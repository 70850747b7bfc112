package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cause as a Jenkinsfile reads it: {@code result.causes[0].code}. Maps, lists and texts only, so that it can be written down. */
final class RolloutCauses {
    private RolloutCauses() {}

    static Map<String, Object> of(FailureCause cause) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", cause.code());
        map.put("subject", cause.subject());
        map.put("message", cause.message());
        map.put("pod", cause.pod());
        map.put("container", cause.container());
        map.put("exitCode", cause.exitCode());
        map.put("log", new ArrayList<>(cause.log()));
        map.put("events", new ArrayList<>(cause.events()));
        map.put("changes", new ArrayList<>(cause.changes()));
        map.put("advice", cause.advice());
        return map;
    }
}
