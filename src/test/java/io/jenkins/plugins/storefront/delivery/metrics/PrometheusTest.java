package io.jenkins.plugins.storefront.delivery.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against answers as the documentation of Prometheus' query API shows them. */
class PrometheusTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private HttpServer server;

    /** What the server says next. */
    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + URLDecoder.decode(
                                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                                StandardCharsets.UTF_8)
                        + " " + exchange.getRequestHeaders().getFirst("Authorization"));
                Answer answer = answers.remove();
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksForARangeWithItsTokenAndGivesTheValues() throws Exception {
        answer(
                200,
                series("[1767225600, \"0.5\"], [1767225615, \"NaN\"], [1767225630, \"+Inf\"], [1767225645, \"2\"]"));
        assertThat(ask(new Credential.Text(Secret.of("token\n")))).containsExactly(0.5, 2.0);
        assertThat(requests)
                .containsExactly("POST /prom/api/v1/query_range query=sum(rate(errors{app=\"cart\"}[1m]))"
                        + "&start=1767225600&end=1767225660&step=15 Bearer token");
    }

    @Test
    void noSeriesIsNoSamples() throws Exception {
        answer(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}");
        assertThat(ask(null)).isEmpty();
    }

    @Test
    void severalSeriesAreRefusedWithWhatToDo() {
        answer(
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"values\":[]},{\"values\":[]}]}}");
        assertThatThrownBy(() -> ask(null))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("gives 2 series where one is wanted; aggregate it");
    }

    @Test
    void aWrongQueryIsToldInTheServersWordsAndAskedOnce() {
        answer(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: parse error: unexpected end\"}");
        assertThatThrownBy(() -> ask(null))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("Prometheus refuses the query: 1:5: parse error: unexpected end");
        assertThat(requests).hasSize(1);
    }

    @Test
    void whatFailsForNowIsAskedAgain() throws Exception {
        answer(503, "busy");
        answer(429, "slow down");
        answer(200, series("[1767225600, \"1\"]"));
        assertThat(ask(null)).containsExactly(1.0);
    }

    @Test
    void aServerThatStaysBrokenIsNamedAfterThreeAttempts() {
        answer(503, "busy");
        answer(503, "busy");
        answer(503, "busy");
        assertThatThrownBy(() -> ask(null))
                .isInstanceOf(DeliveryException.class)
                .hasMessageMatching("http://127\\.0\\.0\\.1:\\d+/prom does not answer: it answered 503");
        assertThat(requests).hasSize(3);
    }

    @Test
    void aRefusedLoginIsToldWithoutIt() {
        answer(401, "no");
        assertThatThrownBy(() -> ask(new Credential.UserPassword("shop", Secret.of("hunter2"))))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("refuses the login (401)")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aPageOfAnotherServerIsNoPrometheus() {
        answer(200, "<html>Sign in</html>");
        assertThatThrownBy(() -> ask(null)).hasMessageContaining("is no Prometheus: it answered 200 without JSON");
    }

    private void answer(int status, String body) {
        answers.add(new Answer(status, body));
    }

    private static String series(String values) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":["
                + values + "]}]}}";
    }

    private List<Double> ask(Credential login) throws Exception {
        return new Prometheus(
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/prom/",
                        login,
                        null,
                        OutgoingProxy.NONE,
                        Duration.ofMillis(1))
                .samples("sum(rate(errors{app=\"cart\"}[1m]))", FROM, FROM.plusSeconds(60), Duration.ofSeconds(15));
    }
}
