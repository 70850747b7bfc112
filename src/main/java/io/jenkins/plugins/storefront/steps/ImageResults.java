package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code imageBuild} returns of an image: plain values that a Jenkinsfile can keep. */
final class ImageResults {
    private ImageResults() {}

    static Map<String, Object> of(BuiltImage built) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("reference", built.reference().toString());
        result.put("digest", built.digest().toString());
        result.put("tags", new ArrayList<>(built.tags()));
        result.put("platforms", new LinkedHashMap<>(built.platforms()));
        result.put("size", built.size());
        result.put("duration", built.duration().toMillis());
        result.put("builder", built.builder());
        result.put("reused", built.reused());
        result.put("pushed", built.pushed());
        return result;
    }
}
