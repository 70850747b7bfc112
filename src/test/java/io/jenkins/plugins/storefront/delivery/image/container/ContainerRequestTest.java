package io.jenkins.plugins.storefront.delivery.image.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerRequestTest {
    private static ContainerRequest request(List<?> waitFor, String... ports) throws DeliveryException {
        return ContainerRequest.of(
                "registry.example.com/shop/cart:7",
                "container",
                List.of(ports),
                Map.of(),
                List.of(),
                waitFor,
                Duration.ofSeconds(60),
                null,
                "auto");
    }

    @ParameterizedTest
    @CsvSource({
        "http:8081/healthz, HTTP, 8081, /healthz",
        "http:/healthz, HTTP, 8080, /healthz",
        "http, HTTP, 8080, /",
        "tcp:8081, TCP, 8081, ''",
        "tcp, TCP, 8080, ''",
        "log:ready: to serve, LOG, 0, ready: to serve",
        "healthcheck, HEALTHCHECK, 0, ''"
    })
    void readsWhatIsWaitedFor(String text, ContainerWait.Kind kind, int port, String rest) throws Exception {
        assertThat(request(List.of(text), "8080", "8081").waits())
                .containsExactly(new ContainerWait(kind, port, rest, Duration.ofSeconds(60)));
    }

    @Test
    void readsMapsWithATimeOfTheirOwn() throws Exception {
        assertThat(request(List.of(Map.of("tcp", 8080, "timeout", 5), Map.of("healthcheck", true)), "8080")
                        .waits())
                .containsExactly(
                        new ContainerWait(ContainerWait.Kind.TCP, 8080, "", Duration.ofSeconds(5)),
                        new ContainerWait(ContainerWait.Kind.HEALTHCHECK, 0, "", Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:8080/", "http:8080 /x", "log:", "ready", "tcp:x", "tcp:99", "http:99999/"})
    void refusesWhatItDoesNotKnowInOneLine(String text) {
        assertThatThrownBy(() -> request(List.of(text), "8080"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("withContainer: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysThatAPortIsNeeded() {
        assertThatThrownBy(() -> request(List.of("tcp")))
                .hasMessage("withContainer: 'tcp' needs a port; publish it by 'ports', such as ports: [8080]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "80:80", "-p", "8080/udp", "$(id)"})
    void refusesPortsThatAreNone(String port) {
        assertThatThrownBy(() -> request(List.of(), port)).hasMessageContaining("numbers from 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\nB", "A\rB"})
    void refusesAValueThatWouldAddAnotherVariable(String value) {
        assertThatThrownBy(() -> ContainerRequest.of(
                        "cart:7",
                        "db",
                        List.of(),
                        Map.of("X", value),
                        List.of(),
                        List.of(),
                        Duration.ofSeconds(1),
                        null,
                        "auto"))
                .hasMessageStartingWith("withContainer: the value of X has more than one line")
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--privileged", "cart:7 --privileged", "$(id)", "cart\n:7"})
    void refusesImagesThatAreNone(String image) {
        assertThatThrownBy(() -> ContainerRequest.of(
                        image, "db", List.of(), Map.of(), List.of(), List.of(), Duration.ofSeconds(1), null, "auto"))
                .hasMessageContaining("is no image reference");
    }
}
