package io.jenkins.plugins.storefront.delivery.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy.HttpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutgoingProxyTest {
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("proxy-user:secret".getBytes(StandardCharsets.UTF_8));

    private final List<String> proxied = new CopyOnWriteArrayList<>();
    private final List<String> loginsAtTarget = new CopyOnWriteArrayList<>();
    private HttpServer proxy;
    private HttpServer target;

    @BeforeEach
    void start() throws IOException {
        proxy = server(exchange -> {
            boolean known = LOGIN.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            if (known) {
                proxied.add(exchange.getRequestURI().toString());
            } else {
                exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"proxy\"");
            }
            exchange.sendResponseHeaders(known ? 204 : 407, -1);
        });
        target = server(exchange -> {
            loginsAtTarget.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"target\"");
            exchange.sendResponseHeaders(401, -1);
        });
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
        target.stop(0);
    }

    @Test
    void goesThroughTheProxyWithItsLogin() throws Exception {
        assertThat(get("http://registry.invalid/v2/")).isEqualTo(204);
        assertThat(proxied).containsExactly("http://registry.invalid/v2/");
    }

    @Test
    void goesDirectlyToAnExceptionAndTellsItNoLogin() throws Exception {
        HttpResponse<Void> answer =
                send("http://127.0.0.1:" + target.getAddress().getPort() + "/");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(proxied).isEmpty();
        assertThat(loginsAtTarget).containsOnly("nullnull");
    }

    private int get(String uri) throws Exception {
        return send(uri).statusCode();
    }

    private HttpResponse<Void> send(String text) throws Exception {
        OutgoingProxy outgoing = host -> host.endsWith(".invalid")
                ? Optional.of(
                        new HttpProxy("127.0.0.1", proxy.getAddress().getPort(), "proxy-user", Secret.of("secret")))
                : Optional.empty();
        HttpClient client = outgoing.usedBy(HttpClient.newBuilder()).build();
        URI uri = URI.create(text);
        return client.send(
                outgoing.logIn(HttpRequest.newBuilder(uri), uri).build(), HttpResponse.BodyHandlers.discarding());
    }

    private static HttpServer server(Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.to(exchange);
            }
        });
        server.start();
        return server;
    }

    /** Answers one request. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }
}
