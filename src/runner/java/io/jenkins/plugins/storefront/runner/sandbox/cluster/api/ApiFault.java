package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.apply.ConflictException;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceType;

/** A refusal with the API's own words for it (k8s.io/apimachinery/pkg/api/errors). */
final class ApiFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient ArrayNode causes = JsonNodeFactory.instance.arrayNode();

    ApiFault(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    static ApiFault notFound(ResourceType type, String name) {
        return new ApiFault(404, "NotFound", type.resource() + " \"" + name + "\" not found");
    }

    /** The path names nothing that is served. */
    static ApiFault noResource() {
        return new ApiFault(404, "NotFound", "the server could not find the requested resource");
    }

    static ApiFault invalid(ResourceType type, String name, String field) {
        String kind = type.group().isEmpty() ? type.kind() : type.kind() + "." + type.group();
        return new ApiFault(422, "Invalid", kind + " \"" + name + "\" is invalid: " + field);
    }

    static ApiFault badRequest(String message) {
        return new ApiFault(400, "BadRequest", message);
    }

    /** Fields that others own, each as a cause of its own. */
    static ApiFault conflict(ConflictException conflict) {
        ApiFault fault = new ApiFault(409, "Conflict", conflict.getMessage());
        conflict.conflicts().forEach(one -> fault.causes
                .addObject()
                .put("reason", "FieldManagerConflict")
                .put("message", conflict.message(one))
                .put("field", one.path()));
        return fault;
    }

    int code() {
        return code;
    }

    /** As a {@code Status} object. */
    ObjectNode status() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure")
                .put("message", getMessage())
                .put("reason", reason)
                .put("code", code);
        if (!causes.isEmpty()) {
            status.putObject("details").set("causes", causes);
        }
        return status;
    }
}
