package io.jenkins.plugins.storefront.runner.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Manifests and indexes: kept as they came, byte for byte, once everything that they refer to is there. */
final class Manifests {
    /** Largest manifest taken, in bytes: the least that a registry should take (distribution specification, "Pushing manifests"). */
    private static final int LARGEST = 4 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ContentStore store;

    Manifests(ContentStore store) {
        this.store = store;
    }

    void handle(String repository, String reference, Exchange exchange) throws IOException, RegistryFault {
        switch (exchange.method()) {
            case "GET", "HEAD" -> get(repository, reference, exchange);
            case "PUT" -> put(repository, reference, exchange);
            case "DELETE" -> delete(repository, reference, exchange);
            default -> throw new RegistryFault(405, "UNSUPPORTED", "a manifest takes GET, HEAD, PUT and DELETE");
        }
    }

    private void get(String repository, String reference, Exchange exchange) throws IOException, RegistryFault {
        Digest digest = resolve(repository, reference);
        String mediaType = store.mediaType(repository, digest).orElseThrow(() -> unknown(repository, reference));
        exchange.with("Content-Type", mediaType)
                .with(digest)
                .with("ETag", "\"" + digest + "\"")
                .file(store.blob(digest));
    }

    private void put(String repository, String reference, Exchange exchange) throws IOException, RegistryFault {
        byte[] content = exchange.body().readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
            throw new RegistryFault(413, "SIZE_INVALID", "a manifest may have " + LARGEST + " bytes");
        }
        Digest digest = ContentStore.digestOf(content);
        String tag = null;
        if (Names.isDigest(reference)) {
            if (!Names.digest(reference).equals(digest)) {
                throw RegistryFault.bad(
                        "DIGEST_INVALID", "the content has the digest " + digest + ", not " + reference);
            }
        } else {
            tag = Names.tag(reference);
        }
        JsonNode manifest = parse(content);
        checkReferences(repository, manifest);
        String mediaType = exchange.header("Content-Type");
        if (mediaType == null) {
            mediaType = manifest.path("mediaType").asText("application/vnd.oci.image.manifest.v1+json");
        }
        store.takeManifest(repository, digest, mediaType, content, tag);
        exchange.with("Location", "/v2/" + repository + "/manifests/" + digest)
                .with(digest)
                .empty(201);
    }

    private void delete(String repository, String reference, Exchange exchange) throws IOException, RegistryFault {
        Digest digest = resolve(repository, reference);
        if (Names.isDigest(reference)) {
            store.removeManifest(repository, digest);
        } else {
            store.removeTag(repository, reference);
        }
        exchange.empty(202);
    }

    /** Compressed size of an image: its configuration and layers; of an index, all its images'. */
    long size(String repository, Digest digest) throws IOException {
        JsonNode manifest = JSON.readTree(Files.readAllBytes(store.blob(digest)));
        long size = manifest.path("config").path("size").asLong(0);
        for (JsonNode layer : manifest.path("layers")) {
            size += layer.path("size").asLong(0);
        }
        for (JsonNode image : manifest.path("manifests")) {
            size += size(repository, new Digest(image.path("digest").asText()));
        }
        return size;
    }

    private Digest resolve(String repository, String reference) throws IOException, RegistryFault {
        if (!store.hasRepository(repository)) {
            throw RegistryFault.notFound("NAME_UNKNOWN", "there is no repository " + repository);
        }
        Digest digest = Names.isDigest(reference)
                ? Names.digest(reference)
                : store.tagged(repository, Names.tag(reference)).orElseThrow(() -> unknown(repository, reference));
        if (store.mediaType(repository, digest).isEmpty()) {
            throw unknown(repository, reference);
        }
        return digest;
    }

    private static RegistryFault unknown(String repository, String reference) {
        return RegistryFault.notFound("MANIFEST_UNKNOWN", "there is no manifest " + reference + " in " + repository);
    }

    private static JsonNode parse(byte[] content) throws IOException, RegistryFault {
        JsonNode manifest;
        try {
            manifest = JSON.readTree(content);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw RegistryFault.bad("MANIFEST_INVALID", "the manifest is no JSON");
        }
        if (manifest == null || manifest.path("schemaVersion").asInt() != 2) {
            throw RegistryFault.bad("MANIFEST_INVALID", "the manifest has no schemaVersion 2");
        }
        return manifest;
    }

    private void checkReferences(String repository, JsonNode manifest) throws IOException, RegistryFault {
        List<JsonNode> blobs = new ArrayList<>();
        if (manifest.has("config")) {
            blobs.add(manifest.get("config"));
        }
        manifest.path("layers").forEach(blobs::add);
        for (JsonNode blob : blobs) {
            Digest digest = Names.digest(blob.path("digest").asText());
            if (!store.hasBlob(repository, digest)) {
                throw RegistryFault.notFound(
                        "MANIFEST_BLOB_UNKNOWN", "there is no blob " + digest + " in " + repository);
            }
        }
        for (JsonNode image : manifest.path("manifests")) {
            Digest digest = Names.digest(image.path("digest").asText());
            if (store.mediaType(repository, digest).isEmpty()) {
                throw RegistryFault.notFound(
                        "MANIFEST_BLOB_UNKNOWN", "there is no manifest " + digest + " in " + repository);
            }
        }
    }
}
