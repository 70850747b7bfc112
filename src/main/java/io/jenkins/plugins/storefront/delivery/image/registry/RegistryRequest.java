package io.jenkins.plugins.storefront.delivery.image.registry;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One request to a registry. */
final class RegistryRequest {
    /** How long a registry may take to begin its answer. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** How long sending a layer may take. */
    private static final Duration TRANSFER = Duration.ofMinutes(30);

    private final String method;
    private final URI uri;
    private final String repository;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] content = new byte[0];
    private InputStream stream;
    private long streamLength;

    RegistryRequest(String method, URI uri, String repository) {
        this.method = method;
        this.uri = uri;
        this.repository = repository;
    }

    RegistryRequest with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    RegistryRequest sending(byte[] body) {
        content = body;
        return this;
    }

    /** Sends what can be read only once; such a request is not repeated. {@code length} is -1 where it is not known. */
    RegistryRequest streaming(InputStream body, long length) {
        stream = body;
        streamLength = length;
        return this;
    }

    String method() {
        return method;
    }

    URI uri() {
        return uri;
    }

    String repository() {
        return repository;
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    boolean isRepeatable() {
        return stream == null;
    }

    Duration limit() {
        return stream == null ? ANSWER : TRANSFER;
    }

    BodyPublisher body() {
        if (stream != null) {
            BodyPublisher publisher = BodyPublishers.ofInputStream(() -> stream);
            return streamLength > 0 ? BodyPublishers.fromPublisher(publisher, streamLength) : publisher;
        }
        return content.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content);
    }
}
