package io.jenkins.plugins.storefront.delivery.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventHubTest {
    private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");

    private final List<DeliveryEvent> seen = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);

    private EventHub hub() {
        SecretMask mask = new SecretMask();
        mask.add("hunter2");
        return new EventHub(
                mask,
                List.of(
                        event -> {
                            throw new IllegalStateException("a listener's defect, on purpose");
                        },
                        seen::add,
                        new EventLog(() -> stream)));
    }

    @Test
    void masksSecretsForEveryListenerAndGoesOnAfterOneThatThrows() {
        hub().publish(new ProcessOutput(T, "docker cart", "login with hunter2"));
        assertThat(seen).containsExactly(new ProcessOutput(T, "docker cart", "login with ****"));
        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("[docker cart] login with ****\n");
    }

    @Test
    void showsAFailureWithItsPodAndItsLastLinesMasked() {
        FailureCause crash = new FailureCause(
                "CrashLoopBackOff",
                "Deployment shop/payment",
                "it exits with 1",
                "payment-x",
                "app",
                1,
                List.of("fatal: key hunter2 is wrong"));
        hub().publish(new RolloutEnded(T, "r1", Outcome.FAILED, "payment crashes", List.of(crash)));
        assertThat(log.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "FAILED: payment crashes",
                        "Deployment shop/payment: CrashLoopBackOff",
                        "pod payment-x, container app, exit code 1",
                        "| fatal: key **** is wrong");
    }
}
