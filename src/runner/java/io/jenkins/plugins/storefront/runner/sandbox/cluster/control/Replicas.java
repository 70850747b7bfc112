package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** Arithmetic and naming that the workload controllers share. */
final class Replicas {
    /** Letters and digits that form no words, as k8s.io/apimachinery/pkg/util/rand has them. */
    private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";

    private Replicas() {}

    static int wanted(JsonNode object) {
        return object.at("/spec/replicas").asInt(1);
    }

    static int status(JsonNode object, String field) {
        return object.path("status").path(field).asInt();
    }

    static int ready(List<ObjectNode> pods) {
        return (int) pods.stream().filter(pod -> Objects.isTrue(pod, "Ready")).count();
    }

    /** A number or a share of {@code of}; shares are rounded up for surge, down for what may be missing. */
    static int share(JsonNode value, int of, boolean up) {
        if (!value.isTextual()) {
            return value.asInt();
        }
        double exact = of * Integer.parseInt(value.asText().replace("%", "").trim()) / 100.0;
        return (int) (up ? Math.ceil(exact) : Math.floor(exact));
    }

    /** A short name for a template: the same for the same content. */
    static String hash(JsonNode template) {
        CRC32 crc = new CRC32();
        crc.update(template.toString().getBytes(StandardCharsets.UTF_8));
        return safe(Long.toString(crc.getValue()));
    }

    /** Five letters for the name of a pod. */
    static String suffix(String seed) {
        CRC32 crc = new CRC32();
        crc.update(seed.getBytes(StandardCharsets.UTF_8));
        String digits = String.format("%010d", crc.getValue());
        return safe(digits.substring(5));
    }

    private static String safe(String digits) {
        StringBuilder text = new StringBuilder();
        for (char digit : digits.toCharArray()) {
            text.append(SAFE.charAt((digit * 7) % SAFE.length()));
        }
        return text.toString();
    }
}
