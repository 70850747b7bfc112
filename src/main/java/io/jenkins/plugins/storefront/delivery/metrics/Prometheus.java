package io.jenkins.plugins.storefront.delivery.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * A Prometheus server, or what speaks its query API (Thanos, Mimir, VictoriaMetrics): range queries by POST
 * (prometheus.io/docs/prometheus/latest/querying/api). What fails for now (429, 5xx, broken connections) is asked three times.
 */
public final class Prometheus implements MetricSource {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** More than any judgement needs; a larger answer is a query of the wrong kind. */
    private static final int LARGEST_ANSWER = 4 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String url;
    private final String authorization;
    private final OutgoingProxy proxy;
    private final HttpClient client;
    private final RetryPolicy<Object> retries;

    /**
     * A server; nothing is asked of it yet.
     *
     * @param url such as {@code https://prometheus.example.com}, with a path where it has one
     * @param login user and password, a bearer token, or null
     * @param trust for a private CA, or null for the JVM's own trust
     * @param pause before the second attempt; the third waits twice as long
     */
    public Prometheus(String url, Credential login, SSLContext trust, OutgoingProxy proxy, Duration pause) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.authorization = authorization(login);
        this.proxy = proxy;
        HttpClient.Builder builder = proxy.usedBy(HttpClient.newBuilder()).connectTimeout(CONNECT);
        this.client =
                trust == null ? builder.build() : builder.sslContext(trust).build();
        this.retries = RetryPolicy.builder()
                .handle(IOException.class)
                .withMaxRetries(2)
                .withBackoff(pause, pause.multipliedBy(4))
                .withJitter(0.2)
                .build();
    }

    private static String authorization(Credential login) {
        if (login instanceof Credential.Text token) {
            return "Bearer " + token.value().reveal().trim();
        } else if (login instanceof Credential.UserPassword pair) {
            String text = pair.user() + ":" + pair.password().reveal();
            return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
        return null;
    }

    @Override
    public List<Double> samples(String query, Instant from, Instant to, Duration step)
            throws DeliveryException, InterruptedException {
        String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&start=" + from.getEpochSecond()
                + "&end=" + to.getEpochSecond() + "&step=" + Math.max(1, step.toSeconds());
        try {
            return values(Failsafe.with(retries).get(() -> ask(form)), query);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw (InterruptedException) new InterruptedException().initCause(e);
            } else if (e.getCause() instanceof DeliveryException refused) {
                throw new DeliveryException(refused.getMessage(), e);
            }
            throw new DeliveryException(url + " does not answer: " + words(e.getCause()), e);
        }
    }

    private JsonNode ask(String form) throws IOException, InterruptedException, DeliveryException {
        URI uri = URI.create(url + "/api/v1/query_range");
        HttpRequest.Builder request = proxy.logIn(HttpRequest.newBuilder(uri), uri)
                .timeout(ANSWER)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        byte[] body;
        try (InputStream stream = answer.body()) {
            body = stream.readNBytes(LARGEST_ANSWER + 1);
        }
        int status = answer.statusCode();
        if (status == 429 || status >= 500) {
            throw new IOException("it answered " + status);
        } else if (status == 401 || status == 403) {
            throw new DeliveryException(url + " refuses the login (" + status + ")");
        } else if (body.length > LARGEST_ANSWER) {
            throw new DeliveryException(url + " answers more than 4 MiB; aggregate the query to one series");
        }
        return parsed(body, status);
    }

    private JsonNode parsed(byte[] body, int status) throws DeliveryException {
        JsonNode json;
        try {
            json = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new DeliveryException(url + " is no Prometheus: it answered " + status + " without JSON", e);
        } catch (IOException e) {
            throw new DeliveryException(url + " cannot be read", e);
        }
        if ("error".equals(json.path("status").asText())) {
            throw new DeliveryException(
                    "Prometheus refuses the query: " + json.path("error").asText("no reason given"));
        } else if (status != 200 || !"success".equals(json.path("status").asText())) {
            throw new DeliveryException(url + " is no Prometheus: it answered " + status);
        }
        return json;
    }

    private static List<Double> values(JsonNode json, String query) throws DeliveryException {
        JsonNode series = json.path("data").path("result");
        if (series.size() > 1) {
            throw new DeliveryException("the query gives " + series.size()
                    + " series where one is wanted; aggregate it, for example sum(…): " + query);
        }
        List<Double> values = new ArrayList<>();
        for (JsonNode sample : series.path(0).path("values")) {
            // A division by zero gives NaN or Inf: no value at that moment
            double value = number(sample.path(1).asText());
            if (Double.isFinite(value)) {
                values.add(value);
            }
        }
        return values;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN; // "+Inf" is written so
        }
    }

    private static String words(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
