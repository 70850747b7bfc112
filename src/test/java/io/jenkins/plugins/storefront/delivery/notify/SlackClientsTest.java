package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.Slack;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SlackClientsTest {
    @Test
    void aClosedClientLeavesNoThreadOfTheSdkBehind() throws Exception {
        Set<String> open;
        try (Slack client = SlackClients.of(
                new SlackSettings("shop", "token", null, "http://127.0.0.1:1/api/"),
                "127.0.0.1",
                OutgoingProxy.NONE,
                1000)) {
            client.methods("xoxb-0");
            open = threadsOfTheSdk();
        }
        assertThat(open)
                .as("else its threads have another name, and the next line proves nothing")
                .isNotEmpty();
        await().untilAsserted(() -> assertThat(threadsOfTheSdk()).isEmpty());
    }

    private static Set<String> threadsOfTheSdk() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("slack-api-"))
                .collect(Collectors.toSet());
    }
}
