package io.jenkins.plugins.storefront.runner.sandbox.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request and its one answer. */
final class Exchange {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange http;

    Exchange(HttpExchange http) {
        this.http = http;
    }

    String method() {
        return http.getRequestMethod();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    String path() {
        return http.getRequestURI().getPath();
    }

    InputStream body() {
        return http.getRequestBody();
    }

    /** A request header, or null. */
    String header(String name) {
        return http.getRequestHeaders().getFirst(name);
    }

    /** The query's parameters, decoded; the last of a name counts. */
    Map<String, String> query() {
        Map<String, String> result = new LinkedHashMap<>();
        String raw = http.getRequestURI().getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                result.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return result;
    }

    Exchange with(String name, String value) {
        http.getResponseHeaders().set(name, value);
        return this;
    }

    Exchange with(Digest digest) {
        return with("Docker-Content-Digest", digest.value());
    }

    void empty(int status) throws IOException {
        if (isHead() || status == 204) {
            http.sendResponseHeaders(status, -1);
        } else {
            with("Content-Length", "0");
            http.sendResponseHeaders(status, -1);
        }
    }

    void json(int status, Object value) throws IOException {
        with("Content-Type", "application/json");
        bytes(status, JSON.writeValueAsBytes(value));
    }

    void bytes(int status, byte[] content) throws IOException {
        if (isHead()) {
            with("Content-Length", Integer.toString(content.length));
            http.sendResponseHeaders(status, -1);
            return;
        }
        http.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        try (OutputStream out = http.getResponseBody()) {
            out.write(content);
        }
    }

    void file(Path file) throws IOException {
        long size = Files.size(file);
        if (isHead()) {
            with("Content-Length", Long.toString(size));
            http.sendResponseHeaders(200, -1);
            return;
        }
        http.sendResponseHeaders(200, size == 0 ? -1 : size);
        try (OutputStream out = http.getResponseBody()) {
            Files.copy(file, out);
        }
    }

    void fault(RegistryFault fault) throws IOException {
        json(
                fault.status(),
                Map.of("errors", List.of(Map.of("code", fault.code(), "message", String.valueOf(fault.getMessage())))));
    }
}
