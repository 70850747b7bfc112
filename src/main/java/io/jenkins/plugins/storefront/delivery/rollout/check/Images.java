package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which images pods are told to run, and which they say they run. */
final class Images {
    private Images() {}

    /** The images of a pod's spec, in order. */
    static List<String> of(Map<String, Object> podSpec) {
        return Fields.list(podSpec, "containers").stream()
                .map(container -> String.valueOf(Fields.text(container, "image")))
                .toList();
    }

    /** Whether a pod is told to run these; a mirror that rewrites names does not matter where the digest is the same. */
    static boolean told(Map<String, Object> pod, List<String> images) {
        List<String> has = of(Fields.map(pod, "spec"));
        Set<String> digests = new HashSet<>();
        has.forEach(image -> digests.add(digest(image)));
        return images.stream()
                .allMatch(image -> has.contains(image) || digest(image) != null && digests.contains(digest(image)));
    }

    /** The digest at the end of a reference or an image id, or null. */
    static String digest(String reference) {
        int at = reference == null ? -1 : reference.lastIndexOf("@sha256:");
        return at < 0 ? null : reference.substring(at + 1);
    }

    /**
     * A digest that a container of the pod runs although it was told another one, and that is one of {@code older}: the node took what
     * served before. A digest that nobody knows is not held against it: nodes may report that of a platform's manifest for that of an
     * index.
     */
    static String outdated(Map<String, Object> pod, Set<String> older) {
        for (Object status : Fields.list(pod, "status", "containerStatuses")) {
            String runs = digest(Fields.text(status, "imageID"));
            String name = Fields.text(status, "name");
            String wanted = Fields.list(pod, "spec", "containers").stream()
                    .filter(container ->
                            String.valueOf(Fields.text(container, "name")).equals(name))
                    .map(container -> digest(Fields.text(container, "image")))
                    .filter(digest -> digest != null)
                    .findFirst()
                    .orElse(null);
            if (runs != null && wanted != null && !runs.equals(wanted) && older.contains(runs)) {
                return runs;
            }
        }
        return null;
    }

    /** The digests of the images of pod templates. */
    static Set<String> digests(List<Map<String, Object>> withTemplates) {
        Set<String> digests = new HashSet<>();
        for (Map<String, Object> one : withTemplates) {
            of(Fields.map(one, "spec", "template", "spec")).forEach(image -> digests.add(digest(image)));
        }
        digests.remove(null);
        return digests;
    }
}
