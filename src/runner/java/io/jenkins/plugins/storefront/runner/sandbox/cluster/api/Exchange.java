package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One request to the API and its answer. */
final class Exchange {
    /** As the API server's default for requests. */
    private static final int LARGEST_BODY = 3 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange http;
    private final Map<String, String> query;

    Exchange(HttpExchange http) {
        this.http = http;
        this.query = query(http.getRequestURI().getRawQuery());
    }

    String method() {
        return http.getRequestMethod();
    }

    String path() {
        return http.getRequestURI().getPath();
    }

    /** A header, or an empty text. */
    String header(String name) {
        String value = http.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    Map<String, String> query() {
        return query;
    }

    boolean flag(String name) {
        return "true".equals(query.get(name)) || "1".equals(query.get(name));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            result.put(
                    URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return result;
    }

    /** The body as an object, JSON or YAML; empty where there is none. */
    ObjectNode body() throws IOException, ApiFault {
        byte[] bytes = http.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new ApiFault(413, "RequestEntityTooLarge", "limit is " + LARGEST_BODY);
        } else if (bytes.length == 0) {
            return JSON.createObjectNode();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            JsonNode body = header("Content-Type").contains("yaml")
                    ? JSON.valueToTree(SafeYaml.mapping(text, "body"))
                    : JSON.readTree(text);
            if (body instanceof ObjectNode object) {
                return object;
            }
            throw ApiFault.badRequest("the body is not an object");
        } catch (JsonProcessingException | DeliveryException e) {
            throw ApiFault.badRequest("error decoding the body: " + e.getMessage());
        }
    }

    void json(int status, JsonNode answer) throws IOException {
        send(status, "application/json", JSON.writeValueAsBytes(answer));
    }

    void text(int status, String answer) throws IOException {
        send(status, "text/plain", answer.getBytes(StandardCharsets.UTF_8));
    }

    private void send(int status, String type, byte[] bytes) throws IOException {
        http.getResponseHeaders().set("Content-Type", type);
        http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            try (OutputStream out = http.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    /** Begins an answer of lines of JSON that goes on until it is closed. */
    Lines lines() throws IOException {
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(200, 0);
        return new Lines(http.getResponseBody());
    }

    /** A stream of JSON lines. */
    record Lines(OutputStream out) implements AutoCloseable {
        void write(JsonNode line) throws IOException {
            out.write(JSON.writeValueAsBytes(line));
            out.write('\n');
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
