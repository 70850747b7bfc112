package io.jenkins.plugins.storefront.delivery.image.registry;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/** Pushes a small image by bare HTTP, so that a test of our client does not push with our client. */
final class TestImage {
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONFIG =
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"created\":\"2026-01-02T03:04:05Z\","
                    + "\"config\":{\"Labels\":{\"shop\":\"cart\"}}}";

    /** Bytes that every image here has besides its layer. */
    static final int CONFIG_SIZE = CONFIG.length();

    private final RegistryAccess access;
    private final String repository;
    private final HttpClient client;

    TestImage(RegistryAccess access, String repository) throws Exception {
        this.access = access;
        this.repository = repository;
        client = access.plainHttp()
                ? HttpClient.newHttpClient()
                : HttpClient.newBuilder()
                        .sslContext(RegistryTls.context(access))
                        .build();
    }

    /** Pushes an image of one layer; returns the digest of its manifest. */
    String push(String layer, String tag) throws Exception {
        String manifest = """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
                 "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
                """.formatted(MANIFEST, blob(CONFIG), CONFIG_SIZE, blob(layer), layer.length());
        put(tag, MANIFEST, manifest);
        return digest(manifest);
    }

    /** Points {@code tag} to an index of these manifests; returns its digest. */
    String index(String tag, String... manifests) throws Exception {
        StringBuilder list = new StringBuilder();
        for (String manifest : manifests) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"mediaType\":\"" + MANIFEST + "\",\"digest\":\"" + manifest + "\",\"size\":1,")
                    .append("\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}");
        }
        String index = "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[" + list + "]}";
        put(tag, INDEX, index);
        return digest(index);
    }

    static String digest(String content) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(hash);
    }

    private String blob(String content) throws Exception {
        URI uploads = URI.create(access.baseUrl() + "/v2/" + repository + "/blobs/uploads/");
        HttpResponse<String> begun = send("POST", uploads, "application/octet-stream", "", 202);
        URI upload = uploads.resolve(begun.headers().firstValue("Location").orElseThrow());
        String query = (upload.getQuery() == null ? "?" : "&") + "digest=" + digest(content);
        send("PUT", URI.create(upload + query), "application/octet-stream", content, 201);
        return digest(content);
    }

    private void put(String tag, String type, String manifest) throws Exception {
        URI at = URI.create(access.baseUrl() + "/v2/" + repository + "/manifests/" + tag);
        send("PUT", at, type, manifest, 201);
    }

    private HttpResponse<String> send(String method, URI to, String type, String body, int wanted) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", type);
        if (access.hasLogin()) {
            String login = access.user() + ":" + access.password().reveal();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != wanted) {
            throw new IllegalStateException(method + " " + to + ": " + response.statusCode() + " " + response.body());
        }
        return response;
    }
}
