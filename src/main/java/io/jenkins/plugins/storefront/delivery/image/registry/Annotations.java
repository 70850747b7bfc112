package io.jenkins.plugins.storefront.delivery.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.IOException;
import java.util.Map;

/** Adds annotations to a manifest or an index. Docker's own formats have none, so they become their OCI counterparts. */
final class Annotations {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Media types of Docker and of OCI for the same content (opencontainers/image-spec, media-types.md, "Compatibility Matrix"). */
    private static final Map<String, String> OCI = Map.of(
            "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.container.image.v1+json", "application/vnd.oci.image.config.v1+json",
            "application/vnd.docker.image.rootfs.diff.tar", "application/vnd.oci.image.layer.v1.tar",
            "application/vnd.docker.image.rootfs.diff.tar.gzip", "application/vnd.oci.image.layer.v1.tar+gzip",
            "application/vnd.docker.image.rootfs.diff.tar.zstd", "application/vnd.oci.image.layer.v1.tar+zstd",
            "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
                    "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip");

    private Annotations() {}

    /** The same manifest where it has them all. */
    static Manifest with(Manifest manifest, Map<String, String> annotations) throws DeliveryException {
        if (manifest.annotations().keySet().containsAll(annotations.keySet())) {
            return manifest;
        }
        try {
            if (!(JSON.readTree(manifest.content()) instanceof ObjectNode json)) {
                throw new DeliveryException("the manifest " + manifest.digest() + " is no JSON object");
            }
            String mediaType = OCI.getOrDefault(manifest.mediaType(), manifest.mediaType());
            json.put("mediaType", mediaType);
            if (json.has("config")) {
                translate(json.get("config"));
                json.path("layers").forEach(Annotations::translate);
            }
            ObjectNode all = json.withObject("/annotations");
            annotations.forEach((name, value) -> {
                if (!all.has(name)) {
                    all.put(name, value);
                }
            });
            byte[] content = JSON.writeValueAsBytes(json);
            return ManifestReader.manifest(content, mediaType, ManifestReader.digest(content, "sha256"));
        } catch (IOException e) {
            throw new DeliveryException(
                    "the manifest " + manifest.digest() + " cannot be written anew: " + e.getMessage(), e);
        }
    }

    private static void translate(JsonNode descriptor) {
        String mediaType = descriptor.path("mediaType").asText("");
        if (descriptor instanceof ObjectNode node && OCI.containsKey(mediaType)) {
            node.put("mediaType", OCI.get(mediaType));
        }
    }
}
