package io.jenkins.plugins.storefront.delivery.image.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Manifests without content, whose annotations are what counts. The same annotations give the same digest. */
final class Notes {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final byte[] EMPTY_CONTENT = "{}".getBytes(StandardCharsets.UTF_8);

    /** The specification's empty descriptor, which serves as configuration and as the one layer. */
    static final Descriptor EMPTY = new Descriptor(
            "application/vnd.oci.empty.v1+json", ManifestReader.digest(EMPTY_CONTENT, "sha256"), EMPTY_CONTENT.length);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Notes() {}

    static InputStream empty(long offset) {
        return new ByteArrayInputStream(EMPTY_CONTENT, (int) offset, EMPTY_CONTENT.length - (int) offset);
    }

    static Manifest manifest(String artifactType, Map<String, String> annotations) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schemaVersion", 2).put("mediaType", MANIFEST).put("artifactType", artifactType);
        json.set("config", descriptor());
        json.putArray("layers").add(descriptor());
        ObjectNode notes = json.putObject("annotations");
        new TreeMap<>(annotations).forEach(notes::put);
        try {
            byte[] content = JSON.writeValueAsBytes(json);
            return new Manifest(
                    ManifestReader.digest(content, "sha256"),
                    MANIFEST,
                    content,
                    EMPTY,
                    List.of(EMPTY),
                    List.of(),
                    annotations);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts is always written", e);
        }
    }

    private static ObjectNode descriptor() {
        return JSON.createObjectNode()
                .put("mediaType", EMPTY.mediaType())
                .put("digest", EMPTY.digest().value())
                .put("size", EMPTY.size());
    }
}
