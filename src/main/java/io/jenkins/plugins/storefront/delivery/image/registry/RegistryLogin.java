package io.jenkins.plugins.storefront.delivery.image.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a registry's challenge: HTTP Basic, or a bearer token of the realm that it names (distribution, "Token Authentication
 * Specification"). Tokens are kept per repository and direction and renewed before they end. Thread-safe.
 */
final class RegistryLogin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,]+))");
    private static final int SHORTEST_LIFE = 60;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    /** Renewed this long before its end, so that it does not end while a request is on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final RegistryAccess access;
    private final HttpClient client;
    private final Clock clock;
    private final OutgoingProxy proxy;
    private final Map<String, Granted> granted = new ConcurrentHashMap<>();

    private record Granted(String authorization, Instant until, String challenge) {}

    /** @param proxy or null */
    RegistryLogin(RegistryAccess access, HttpClient client, Clock clock, OutgoingProxy proxy) {
        this.access = access;
        this.proxy = proxy;
        this.client = client;
        this.clock = clock;
    }

    /** Whether the registry challenged us and our answer was prepared. */
    boolean wasAsked() {
        return !granted.isEmpty();
    }

    /** Whether a login service, and not the registry itself, let us in for such a request. */
    boolean hasToken(RegistryRequest request) {
        Granted kept = granted.get(key(request));
        return kept != null && kept.authorization().startsWith("Bearer ");
    }

    /** The {@code Authorization} to send with the request from the start; empty before the first challenge. */
    Optional<String> known(RegistryRequest request) throws IOException, InterruptedException, DeliveryException {
        Granted kept = granted.get(key(request));
        if (kept == null) {
            return Optional.empty();
        }
        if (kept.until().isAfter(clock.instant())) {
            return Optional.of(kept.authorization());
        }
        return answer(request, List.of(kept.challenge()));
    }

    /**
     * Answers the challenges of a 401.
     *
     * @return the {@code Authorization} to repeat the request with; empty where there is no login that could answer them
     */
    Optional<String> answer(RegistryRequest request, List<String> challenges)
            throws IOException, InterruptedException, DeliveryException {
        for (String challenge : challenges) {
            String scheme = challenge.trim().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
            if (scheme.equals("bearer")) {
                Granted token = token(challenge, request.source());
                granted.put(key(request), token);
                return Optional.of(token.authorization());
            }
            if (scheme.equals("basic") && access.hasLogin()) {
                granted.put(key(request), new Granted(basic(), Instant.MAX, challenge));
                return Optional.of(basic());
            }
        }
        return Optional.empty();
    }

    private Granted token(String challenge, String source) throws IOException, InterruptedException, DeliveryException {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            parameters.put(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        URI realm = realm(parameters, source);
        HttpRequest.Builder request = HttpRequest.newBuilder(realm).timeout(TIME_LIMIT);
        if (RegistryAccess.TOKEN_USER.equals(access.user())) {
            refreshing(request, realm);
        } else if (access.hasLogin()) {
            request.header("Authorization", basic());
        }
        if (proxy != null) {
            proxy.logIn(request, realm);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 401 || response.statusCode() == 403 || response.statusCode() == 400) {
            throw RegistryProblem.refusedLogin(access);
        } else if (response.statusCode() != 200) {
            throw new BusyException(
                    response.statusCode(), response.body(), RegistryProblem.retryAfter(response.headers(), clock));
        }
        JsonNode answer = parse(response.body());
        String token = answer.path("token").asText(answer.path("access_token").asText(""));
        if (token.isEmpty()) {
            throw new DeliveryException("the login service of the registry " + access.host()
                    + " gave no token; its answer is none of the" + " token specification");
        }
        long seconds = Math.max(SHORTEST_LIFE, answer.path("expires_in").asLong(SHORTEST_LIFE));
        return new Granted(
                "Bearer " + token, clock.instant().plusSeconds(seconds).minus(MARGIN), challenge);
    }

    /** A token of a token, as Azure's registries want it (distribution, "OAuth2 Token Authentication"). */
    private void refreshing(HttpRequest.Builder request, URI realm) {
        String form = "grant_type=refresh_token&client_id=storefront&refresh_token="
                + URLEncoder.encode(access.password().reveal(), StandardCharsets.UTF_8)
                + (realm.getRawQuery() == null ? "" : "&" + realm.getRawQuery());
        request.uri(URI.create(realm.toString().split("\\?", 2)[0]))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private URI realm(Map<String, String> parameters, String source) throws DeliveryException {
        String realm = parameters.getOrDefault("realm", "");
        if (!realm.startsWith("https://") && !(access.plainHttp() && realm.startsWith("http://"))) {
            throw new DeliveryException(
                    "the registry " + access.host() + " sends its clients to '" + realm
                            + "' for a token, where a login would not be protected; the registry's auth.token.realm must be https");
        }
        StringBuilder query = new StringBuilder(realm);
        char separator = realm.contains("?") ? '&' : '?';
        for (String name : List.of("service", "scope")) {
            if (parameters.containsKey(name)) {
                query.append(separator)
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(parameters.get(name), StandardCharsets.UTF_8));
                separator = '&';
            }
        }
        if (source != null) {
            query.append(separator)
                    .append("scope=")
                    .append(URLEncoder.encode("repository:" + source + ":pull", StandardCharsets.UTF_8));
        }
        return URI.create(query.toString());
    }

    private String basic() {
        String pair = access.user() + ":" + access.password().reveal();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode parse(String body) throws DeliveryException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new DeliveryException(
                    "the login service of the registry " + access.host() + " answered something that is no JSON", e);
        }
    }

    private static String key(RegistryRequest request) {
        return request.repository()
                + (request.reads() ? " pull" : " push")
                + (request.source() == null ? "" : " reading " + request.source());
    }
}
