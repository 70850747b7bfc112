package io.jenkins.plugins.storefront.delivery.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.Manifest;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A manifest or an index with annotations more. Docker's own kinds cannot have any, so they become the OCI kinds, which differ in their
 * media types only (opencontainers/image-spec, media-types.md, "Compatibility Matrix"): layers and configuration stay what they are.
 *
 * @param mediaType of the content
 * @param content JSON
 * @param changed whether it is another one than before
 */
record AnnotatedManifest(String mediaType, byte[] content, boolean changed) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final Map<String, String> OCI = Map.of(
            "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json", INDEX,
            "application/vnd.docker.container.image.v1+json", "application/vnd.oci.image.config.v1+json",
            "application/vnd.docker.image.rootfs.diff.tar.gzip", "application/vnd.oci.image.layer.v1.tar+gzip",
            "application/vnd.docker.image.rootfs.diff.tar", "application/vnd.oci.image.layer.v1.tar");

    /** Adds what is not there; the manifest's own annotations win. */
    static AnnotatedManifest of(Manifest manifest, Map<String, String> annotations) throws DeliveryException {
        try {
            ObjectNode all = (ObjectNode) JSON.readTree(manifest.content());
            boolean missing = annotations.keySet().stream()
                    .anyMatch(name -> !manifest.annotations().containsKey(name));
            if (!missing) {
                return new AnnotatedManifest(manifest.mediaType(), manifest.content(), false);
            }
            String mediaType = OCI.getOrDefault(manifest.mediaType(), manifest.mediaType());
            all.put("mediaType", mediaType);
            translate(all.path("config"));
            all.path("layers").forEach(AnnotatedManifest::translate);
            Map<String, String> merged = new TreeMap<>(annotations);
            merged.putAll(manifest.annotations());
            ObjectNode written = all.putObject("annotations");
            merged.forEach(written::put);
            return new AnnotatedManifest(mediaType, JSON.writeValueAsBytes(all), true);
        } catch (IOException | ClassCastException e) {
            throw new DeliveryException("the registry sent a manifest that is no JSON object", e);
        }
    }

    /** The entries of an index keep their kind: each is a manifest of its own. */
    private static void translate(JsonNode descriptor) {
        if (descriptor instanceof ObjectNode node
                && OCI.containsKey(node.path("mediaType").asText())) {
            node.put("mediaType", OCI.get(node.path("mediaType").asText()));
        }
    }
}
