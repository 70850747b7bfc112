package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Fills in what an object leaves open, as the API server does (k8s.io/kubernetes/pkg/apis, "defaults.go"). */
final class Defaults {
    private Defaults() {}

    static void fill(ObjectNode object) {
        switch (object.path("kind").asText()) {
            case "Deployment" -> deployment(object.withObject("/spec"));
            case "ReplicaSet" -> {
                number(object.withObject("/spec"), "replicas", 1);
                template(object);
            }
            case "StatefulSet" -> statefulSet(object);
            case "DaemonSet" -> {
                text(object.withObject("/spec/updateStrategy"), "type", "RollingUpdate");
                template(object);
            }
            case "Job" -> job(object);
            case "Pod" -> pod(object.withObject("/spec"));
            case "Service" -> service(object);
            case "Secret" -> secret(object);
            case "Namespace" -> text(object.withObject("/status"), "phase", "Active");
            case "HorizontalPodAutoscaler" -> number(object.withObject("/spec"), "minReplicas", 1);
            case "PersistentVolumeClaim" -> text(object.withObject("/spec"), "volumeMode", "Filesystem");
            default -> {
                // Nothing that anybody here looks at
            }
        }
    }

    private static void deployment(ObjectNode spec) {
        number(spec, "replicas", 1);
        number(spec, "revisionHistoryLimit", 10);
        number(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = spec.withObject("/strategy");
        text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = strategy.withObject("/rollingUpdate");
            text(rolling, "maxSurge", "25%");
            text(rolling, "maxUnavailable", "25%");
        } else {
            strategy.remove("rollingUpdate");
        }
        pod(spec.withObject("/template/spec"));
    }

    private static void statefulSet(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        number(spec, "replicas", 1);
        text(spec, "podManagementPolicy", "OrderedReady");
        ObjectNode strategy = spec.withObject("/updateStrategy");
        text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            number(strategy.withObject("/rollingUpdate"), "partition", 0);
        }
        template(object);
    }

    private static void job(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        number(spec, "parallelism", 1);
        number(spec, "completions", 1);
        number(spec, "backoffLimit", 6);
        template(object);
    }

    private static void template(ObjectNode object) {
        pod(object.withObject("/spec/template/spec"));
    }

    private static void pod(ObjectNode spec) {
        text(spec, "restartPolicy", "Always");
        number(spec, "terminationGracePeriodSeconds", 30);
        for (String list : new String[] {"containers", "initContainers"}) {
            for (JsonNode one : spec.path(list)) {
                if (one instanceof ObjectNode container) {
                    String image = container.path("image").asText();
                    boolean latest = image.endsWith(":latest")
                            || !image.substring(image.lastIndexOf('/') + 1).contains(":");
                    text(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
                    protocols(container.path("ports"));
                }
            }
        }
    }

    private static void service(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        text(spec, "type", "ClusterIP");
        if (!spec.path("type").asText().equals("ExternalName")) {
            text(spec, "clusterIP", address(object.path("metadata")));
        }
        protocols(spec.path("ports"));
        for (JsonNode port : spec.path("ports")) {
            if (port instanceof ObjectNode one && !one.has("targetPort")) {
                one.set("targetPort", one.path("port"));
            }
        }
    }

    /** One of 10.96.0.0/16; that two services may get the same does not matter where nothing is routed. */
    private static String address(JsonNode metadata) {
        int number = Math.floorMod(
                (metadata.path("namespace").asText() + "/"
                                + metadata.path("name").asText())
                        .hashCode(),
                65_000);
        return "10.96." + number / 256 + "." + (number % 256 + 1) % 256;
    }

    private static void protocols(JsonNode ports) {
        for (JsonNode port : ports) {
            if (port instanceof ObjectNode one) {
                text(one, "protocol", "TCP");
            }
        }
    }

    private static void secret(ObjectNode object) {
        text(object, "type", "Opaque");
        if (object.remove("stringData") instanceof ObjectNode plain) {
            ObjectNode data = object.withObject("/data");
            for (Map.Entry<String, JsonNode> one : plain.properties()) {
                data.put(
                        one.getKey(),
                        Base64.getEncoder()
                                .encodeToString(one.getValue().asText().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static void text(ObjectNode object, String field, String value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }

    private static void number(ObjectNode object, String field, int value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }
}
