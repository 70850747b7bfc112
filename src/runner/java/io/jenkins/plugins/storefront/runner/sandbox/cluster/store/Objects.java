package io.jenkins.plugins.storefront.runner.sandbox.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What is asked of objects again and again. */
public final class Objects {
    private Objects() {}

    public static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    public static String namespace(JsonNode object) {
        return object.at("/metadata/namespace").asText();
    }

    public static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }

    /** An annotation, or null. */
    public static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText(null);
    }

    public static boolean terminating(JsonNode object) {
        return object.at("/metadata/deletionTimestamp").isTextual();
    }

    public static boolean ownedBy(JsonNode object, JsonNode owner) {
        for (JsonNode reference : object.at("/metadata/ownerReferences")) {
            if (reference.path("uid").asText().equals(uid(owner))) {
                return true;
            }
        }
        return false;
    }

    /** Makes {@code owner} the controller of {@code object}. */
    public static void own(ObjectNode object, JsonNode owner) {
        object.withObject("/metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText())
                .put("name", name(owner))
                .put("uid", uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    /** Whether {@code labels} has all of {@code wanted}. */
    public static boolean matches(JsonNode labels, JsonNode wanted) {
        for (Map.Entry<String, JsonNode> one : wanted.properties()) {
            if (!one.getValue().equals(labels.path(one.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** A condition of {@code status.conditions}, or a missing node. */
    public static JsonNode condition(JsonNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }

    public static boolean isTrue(JsonNode object, String type) {
        return condition(object, type).path("status").asText().equals("True");
    }
}
