package io.jenkins.plugins.storefront.delivery.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/** A registry that speaks the OCI distribution specification 1.1. */
public final class HttpRegistry implements Registry {
    /** Largest manifest read, in bytes; registries take 4 MiB at most. */
    private static final int LARGEST_MANIFEST = 8 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryHttp http;

    /** @throws DeliveryException if the CA certificate is none */
    public HttpRegistry(RegistryAccess access, Clock clock) throws DeliveryException {
        this(new RegistryHttp(access, clock, RegistryHttp.Patience.USUAL));
    }

    HttpRegistry(RegistryHttp http) {
        this.http = http;
    }

    @Override
    public Optional<StoredImage> find(ImageReference image) throws DeliveryException, InterruptedException {
        String reference = image.optionalDigest()
                .map(Digest::value)
                .orElse(image.optionalTag().orElse("latest"));
        Optional<Manifest> manifest = manifest(image, reference);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new StoredImage(manifest.get().digest(), manifest.get().mediaType(), size(image, manifest.get())));
    }

    private record Manifest(Digest digest, String mediaType, JsonNode content) {}

    private long size(ImageReference image, Manifest manifest) throws DeliveryException, InterruptedException {
        long size = manifest.content().path("config").path("size").asLong(0);
        for (JsonNode layer : manifest.content().path("layers")) {
            size += layer.path("size").asLong(0);
        }
        for (JsonNode part : manifest.content().path("manifests")) {
            Optional<Manifest> found = manifest(image, part.path("digest").asText());
            size += found.isPresent() ? size(image, found.get()) : 0;
        }
        return size;
    }

    private Optional<Manifest> manifest(ImageReference image, String reference)
            throws DeliveryException, InterruptedException {
        String repository = image.repository();
        String doing = "read " + repository + ":" + reference;
        RegistryRequest request = new RegistryRequest(
                        "GET", http.uri("/v2/" + repository + "/manifests/" + reference), repository)
                .with("Accept", RegistryHttp.MANIFESTS);
        HttpResponse<InputStream> response = http.send(request, doing);
        int status = response.statusCode();
        if (status != 200) {
            String error = RegistryHttp.errorText(response);
            if (status == 404) {
                return Optional.empty();
            }
            throw RegistryProblem.answered(http.access(), doing, repository, status, error);
        }
        byte[] content = read(response, doing);
        JsonNode parsed = parse(content, doing);
        Digest digest = new Digest("sha256:" + sha256(content));
        String told = response.headers().firstValue("Docker-Content-Digest").orElse(digest.value());
        if (told.startsWith("sha256:") && !told.equals(digest.value())) {
            throw new DeliveryException("the registry " + http.access().host() + " says that " + repository + ":"
                    + reference + " has the digest " + told + ", but what it sent has " + digest
                    + "; something between here and there changes content");
        }
        String mediaType = response.headers()
                .firstValue("Content-Type")
                .orElse(parsed.path("mediaType").asText(""));
        return Optional.of(new Manifest(digest, mediaType, parsed));
    }

    private byte[] read(HttpResponse<InputStream> response, String doing) throws DeliveryException {
        try (InputStream body = response.body()) {
            return body.readNBytes(LARGEST_MANIFEST);
        } catch (IOException e) {
            throw RegistryProblem.failed(http.access(), doing, e);
        }
    }

    private JsonNode parse(byte[] content, String doing) throws DeliveryException {
        try {
            JsonNode parsed = JSON.readTree(content);
            if (parsed != null && parsed.path("schemaVersion").asInt() == 2) {
                return parsed;
            }
        } catch (IOException e) {
            // falls through: what came is no manifest
        }
        throw new DeliveryException("what answers at " + http.access().host() + " is no image registry (to " + doing
                + " it sent no manifest); check host and port");
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
