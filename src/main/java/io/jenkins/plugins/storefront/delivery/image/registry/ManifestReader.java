package io.jenkins.plugins.storefront.delivery.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads manifests, indexes and image configurations; what is none is a {@link DeliveryException} without the content. */
final class ManifestReader {
    /** Platform of what is in an index but is not to be run (buildx' attestations). */
    private static final String NO_PLATFORM = "unknown/unknown";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ManifestReader() {}

    static Manifest manifest(byte[] content, String mediaType, Digest digest) throws DeliveryException {
        JsonNode json = json(content);
        if (json.path("schemaVersion").asInt() != 2) {
            throw new DeliveryException("it is no manifest of schema version 2");
        }
        List<Descriptor> layers = new ArrayList<>();
        for (JsonNode layer : json.path("layers")) {
            layers.add(descriptor(layer));
        }
        List<Manifest.Part> parts = new ArrayList<>();
        for (JsonNode part : json.path("manifests")) {
            String platform = platform(part.path("platform"));
            parts.add(new Manifest.Part(NO_PLATFORM.equals(platform) ? null : platform, descriptor(part)));
        }
        return new Manifest(
                digest,
                mediaType == null || mediaType.isEmpty()
                        ? json.path("mediaType").asText("")
                        : mediaType,
                content,
                json.has("config") ? descriptor(json.get("config")) : null,
                layers,
                parts,
                texts(json.path("annotations")));
    }

    static ImageConfig config(byte[] content) throws DeliveryException {
        JsonNode json = json(content);
        return new ImageConfig(
                platform(json),
                instant(json.path("created").asText("")),
                texts(json.path("config").path("Labels")));
    }

    static Digest digest(byte[] content, String algorithm) {
        try {
            String name = algorithm.equals("sha512") ? "SHA-512" : "SHA-256";
            return new Digest(algorithm + ":"
                    + HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 and SHA-512", e);
        }
    }

    private static JsonNode json(byte[] content) throws DeliveryException {
        try {
            JsonNode json = JSON.readTree(content);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // falls through: what came is no JSON
        }
        throw new DeliveryException("it is no JSON object");
    }

    private static Descriptor descriptor(JsonNode json) throws DeliveryException {
        return new Descriptor(
                json.path("mediaType").asText(""),
                Digest.parse(json.path("digest").asText("")),
                json.path("size").asLong(0));
    }

    /** Null where there is none. */
    private static String platform(JsonNode json) {
        String system = json.path("os").asText("");
        String architecture = json.path("architecture").asText("");
        if (system.isEmpty() && architecture.isEmpty()) {
            return null;
        }
        String variant = json.path("variant").asText("");
        return system + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }

    private static Instant instant(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> all = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().asText()));
        return all;
    }
}
