package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceType;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceTypes;
import java.util.List;
import java.util.Locale;

/** What the API says of itself: version, groups, resources. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final ResourceTypes types;

    Discovery(ResourceTypes types) {
        this.types = types;
    }

    /** The answer for {@code path}, or null where it is about objects. */
    ObjectNode answer(String path) {
        String[] parts = path.substring(1).split("/");
        if (path.equals("/version")) {
            return object("Info").put("major", "1").put("minor", "36").put("gitVersion", "v1.36.3+sandbox");
        } else if (path.equals("/api")) {
            ObjectNode versions = object("APIVersions");
            versions.putArray("versions").add("v1");
            return versions;
        } else if (path.equals("/apis")) {
            return groups();
        } else if (parts[0].equals("api") && parts.length == 2) {
            return resources("", parts[1]);
        } else if (parts[0].equals("apis") && parts.length == 3) {
            return resources(parts[1], parts[2]);
        }
        return null;
    }

    private ObjectNode groups() {
        ObjectNode answer = object("APIGroupList");
        ArrayNode groups = answer.putArray("groups");
        types.all().stream()
                .map(ResourceType::group)
                .filter(group -> !group.isEmpty())
                .distinct()
                .forEach(group -> {
                    ObjectNode one = groups.addObject().put("name", group);
                    ArrayNode versions = one.putArray("versions");
                    types.all().stream()
                            .filter(type -> type.group().equals(group))
                            .map(ResourceType::version)
                            .distinct()
                            .forEach(version -> versions.addObject()
                                    .put("groupVersion", group + "/" + version)
                                    .put("version", version));
                    one.set("preferredVersion", versions.get(0).deepCopy());
                });
        return answer;
    }

    /** Null where nothing of that group and version is served. */
    private ObjectNode resources(String group, String version) {
        List<ResourceType> found = types.all().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
        if (found.isEmpty()) {
            return null;
        }
        ObjectNode answer = object("APIResourceList");
        answer.put("groupVersion", found.get(0).apiVersion());
        ArrayNode resources = answer.putArray("resources");
        for (ResourceType type : found) {
            ObjectNode one = resources
                    .addObject()
                    .put("name", type.plural())
                    .put("singularName", type.kind().toLowerCase(Locale.ROOT))
                    .put("namespaced", type.namespaced())
                    .put("kind", type.kind());
            VERBS.forEach(one.putArray("verbs")::add);
        }
        return answer;
    }

    private static ObjectNode object(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind).put("apiVersion", "v1");
    }
}
