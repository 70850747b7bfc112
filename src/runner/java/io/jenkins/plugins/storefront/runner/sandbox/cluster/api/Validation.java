package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks of the API server that manifests fail most often, in its words (k8s.io/kubernetes/pkg/apis, "validation.go"). */
final class Validation {
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Set<String> WITH_TEMPLATE =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job");
    private static final List<String> CHANGEABLE_IN_STATEFUL_SETS = List.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");

    private final ResourceType type;
    private final ObjectNode object;
    private final String name;

    private Validation(ResourceType type, ObjectNode object) {
        this.type = type;
        this.object = object;
        this.name = Objects.name(object);
    }

    /** Checks an object, and what may not change where there was one before. */
    static void check(ResourceType type, ObjectNode before, ObjectNode object) throws ApiFault {
        Validation validation = new Validation(type, object);
        validation.name();
        if (WITH_TEMPLATE.contains(type.kind())) {
            KnownFields.check(object.path("spec"), KnownFields.ofSpec(type.kind()), ".spec");
            validation.template();
        } else if (type.kind().equals("Pod")) {
            validation.containers("spec", object.path("spec"));
        } else if (type.kind().equals("Service") && object.at("/spec/ports").isEmpty()) {
            throw validation.invalid("spec.ports: Required value");
        }
        if (before != null) {
            validation.change(before);
        }
    }

    private void name() throws ApiFault {
        if (name.isEmpty()) {
            throw invalid("metadata.name: Required value: name or generateName is required");
        } else if (name.length() > 253
                || (!SUBDOMAIN.matcher(name).matches() && !type.group().startsWith("rbac"))) {
            throw invalid("metadata.name: Invalid value: \"" + name
                    + "\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
                    + " and must start and end with an alphanumeric character");
        }
    }

    private void template() throws ApiFault {
        JsonNode spec = object.path("spec");
        if (spec.has("replicas") && !spec.path("replicas").isIntegralNumber()) {
            throw ApiFault.badRequest("failed to create typed patch object (" + Objects.namespace(object) + "/" + name
                    + "; " + type.apiVersion() + ", Kind=" + type.kind()
                    + "): .spec.replicas: expected numeric (int or float), got "
                    + (spec.path("replicas").isTextual() ? "string" : "boolean"));
        }
        JsonNode selector = spec.at("/selector/matchLabels");
        if (!type.kind().equals("Job")) {
            if (selector.isEmpty() && spec.at("/selector/matchExpressions").isEmpty()) {
                throw invalid("spec.selector: Required value");
            } else if (!Objects.matches(spec.at("/template/metadata/labels"), selector)) {
                throw invalid("spec.template.metadata.labels: Invalid value: " + spec.at("/template/metadata/labels")
                        + ": `selector` does not match template `labels`");
            }
        } else if (spec.at("/template/spec/restartPolicy").asText().equals("Always")) {
            throw invalid("spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"");
        }
        containers("spec.template.spec", spec.at("/template/spec"));
    }

    private void containers(String at, JsonNode spec) throws ApiFault {
        KnownFields.check(spec, KnownFields.POD_SPEC, "." + at);
        if (spec.path("containers").isEmpty()) {
            throw invalid(at + ".containers: Required value");
        }
        for (String list : List.of("initContainers", "containers")) {
            int index = 0;
            for (JsonNode container : spec.path(list)) {
                String place = at + "." + list + "[" + index++ + "]";
                if (container.path("name").asText().isEmpty()) {
                    throw invalid(place + ".name: Required value");
                } else if (container.path("image").asText().isEmpty()) {
                    throw invalid(place + ".image: Required value");
                }
                KnownFields.check(
                        container,
                        KnownFields.CONTAINER,
                        "." + at + "." + list + "[name=\""
                                + container.path("name").asText() + "\"]");
            }
        }
    }

    private void change(ObjectNode before) throws ApiFault {
        switch (type.kind()) {
            case "Deployment", "DaemonSet", "ReplicaSet" -> same(before, "/spec/selector");
            case "Job" -> {
                same(before, "/spec/template");
                same(before, "/spec/completions");
            }
            case "StatefulSet" -> {
                ObjectNode was = before.withObject("/spec").deepCopy();
                ObjectNode is = object.withObject("/spec").deepCopy();
                was.remove(CHANGEABLE_IN_STATEFUL_SETS);
                is.remove(CHANGEABLE_IN_STATEFUL_SETS);
                if (!was.equals(is)) {
                    throw invalid("spec: Forbidden: updates to statefulset spec for fields other than '"
                            + String.join("', '", CHANGEABLE_IN_STATEFUL_SETS.subList(0, 6)) + "' and '"
                            + CHANGEABLE_IN_STATEFUL_SETS.get(6) + "' are forbidden");
                }
            }
            case "ConfigMap", "Secret" -> {
                if (before.path("immutable").asBoolean() && !before.path("data").equals(object.path("data"))) {
                    throw invalid("data: Forbidden: field is immutable when `immutable` is set");
                }
            }
            default -> {
                // May change as it likes
            }
        }
    }

    private void same(ObjectNode before, String pointer) throws ApiFault {
        if (!before.at(pointer).equals(object.at(pointer))) {
            throw invalid(pointer.substring(1).replace('/', '.') + ": Invalid value: " + object.at(pointer)
                    + ": field is immutable");
        }
    }

    private ApiFault invalid(String field) {
        return ApiFault.invalid(type, name, field);
    }
}
