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

    /** How long a layer of unknown size may take. */
    private static final Duration UNKNOWN = Duration.ofHours(2);

    /** The slowest connection that a layer is sent over, in bytes a second. */
    private static final int SLOWEST = 64 << 10;

    private final String method;
    private final URI uri;
    private final String repository;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] content = new byte[0];
    private InputStream stream;
    private long streamLength;
    private String source;
    private boolean alone;

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

    /** Sends what can be read only once, {@code length} bytes, -1 where that is not known; such a request is not repeated. */
    RegistryRequest streaming(InputStream body, long length) {
        stream = body;
        streamLength = length;
        return this;
    }

    /** Says that it reads another repository too, so that the login covers it. */
    RegistryRequest readingToo(String repositoryOfSource) {
        source = repositoryOfSource;
        return this;
    }

    /**
     * Sends it by a connection of its own. A connection that was used before may be closed by the registry, or by a proxy before it, in
     * the moment in which it is used again, and what is no GET or HEAD cannot simply be sent once more then.
     */
    RegistryRequest alone() {
        alone = true;
        return this;
    }

    boolean isAlone() {
        return alone;
    }

    /** Or null. */
    String source() {
        return source;
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
        if (stream == null) {
            return ANSWER;
        }
        return streamLength < 0 ? UNKNOWN : ANSWER.plusSeconds(streamLength / SLOWEST);
    }

    BodyPublisher body() {
        if (stream != null) {
            BodyPublisher publisher = BodyPublishers.ofInputStream(() -> stream);
            return streamLength > 0 ? BodyPublishers.fromPublisher(publisher, streamLength) : publisher;
        }
        return content.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content);
    }
}
