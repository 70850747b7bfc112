package io.jenkins.plugins.storefront.delivery.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registries whose login service gives tokens (distribution, "Token Authentication Specification"). */
class TokenLoginTest {
    private static final Digest DIGEST = new Digest("sha256:" + "b".repeat(64));

    private final List<String> tokenRequests = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-11-25T09:00:00Z");
    private HttpServer server;
    private String host;
    private volatile boolean right = true;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        host = "127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/token", this::token);
        server.createContext("/v2/", this::registry);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        tokenRequests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getQuery() + " " + body + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] answer = ("{\"token\": \"t" + tokenRequests.size() + "\", \"expires_in\": 300}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void registry(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !right || !authorization.equals("Bearer t" + tokenRequests.size())) {
            String scope =
                    "repository:shop/cart:" + (exchange.getRequestMethod().equals("POST") ? "pull,push" : "pull");
            exchange.getResponseHeaders()
                    .set(
                            "WWW-Authenticate",
                            "Bearer realm=\"http://" + host + "/token\",service=\"shop\",scope=\"" + scope + "\"");
            exchange.sendResponseHeaders(401, -1);
        } else if (exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(201, -1);
        } else {
            exchange.getResponseHeaders().set("Docker-Content-Digest", DIGEST.value());
            exchange.sendResponseHeaders(200, -1);
        }
        exchange.close();
    }

    private HttpRegistry registry(String user, String password) throws Exception {
        return new HttpRegistry(
                new RegistryAccess(host, true, null, "login", user, password == null ? null : Secret.of(password)),
                ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    }

    private ImageReference image() {
        return new ImageReference(host, "shop/cart", "7", null);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void asksForATokenOnceAndAgainBeforeItEnds() throws Exception {
        HttpRegistry registry = registry("robot", "secret");
        assertThat(registry.resolve(image())).contains(DIGEST);
        assertThat(registry.resolve(image())).contains(DIGEST);
        assertThat(tokenRequests)
                .containsExactly("GET service=shop&scope=repository:shop/cart:pull  " + basic("robot:secret"));
        now = now.plusSeconds(295);
        assertThat(registry.resolve(image())).contains(DIGEST);
        assertThat(tokenRequests).hasSize(2);
    }

    @Test
    void eachLoginHasItsOwnToken() throws Exception {
        registry("robot", "secret").resolve(image());
        registry("other", "password").resolve(image());
        registry(null, null).resolve(image());
        assertThat(tokenRequests)
                .extracting(one -> one.replaceFirst(".* ", ""))
                .containsExactly(
                        basic("robot:secret").replace("Basic ", ""),
                        basic("other:password").replace("Basic ", ""),
                        "null");
    }

    @Test
    void asksForTheRightToReadTheOtherRepositoryWhereALayerIsMounted() throws Exception {
        assertThat(new Blobs(registry("robot", "secret").http(), "shop/cart").mount(DIGEST, "base/java"))
                .isTrue();
        assertThat(tokenRequests)
                .singleElement()
                .asString()
                .contains("scope=repository:shop/cart:pull,push&scope=repository:base/java:pull");
    }

    @Test
    void sendsATokenThatIsALoginAsOne() throws Exception {
        registry(RegistryAccess.TOKEN_USER, "refresh me").resolve(image());
        assertThat(tokenRequests)
                .singleElement()
                .asString()
                .startsWith(
                        "POST null grant_type=refresh_token&client_id=storefront&refresh_token=refresh+me&service=shop&")
                .endsWith(" null");
    }

    @Test
    void tellsAMissingRightFromAWrongPassword() throws Exception {
        right = false;
        assertThatThrownBy(() -> registry("robot", "secret").resolve(image()))
                .hasMessage("the registry " + host
                        + " does not let 'robot' read shop/cart; check that the repository exists"
                        + " and that this login has the right, or use another credential");
    }
}
