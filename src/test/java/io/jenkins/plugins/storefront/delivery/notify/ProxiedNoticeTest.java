package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.notify.webhook.WebhookSender;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack and webhooks through the host's proxy, which wants a login; what it is asked for, it answers itself. */
class ProxiedNoticeTest {
    private static final String LOGIN = "proxy-authorization: Basic dXNlcjpwYXNz";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ServerSocket door;

    @BeforeEach
    void open() throws Exception {
        door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws Exception {
        door.close();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket socket = door.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                    PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.ISO_8859_1)) {
                String first = in.readLine();
                boolean loggedIn = false;
                int length = 0;
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    loggedIn |= line.toLowerCase(Locale.ROOT).equals(LOGIN.toLowerCase(Locale.ROOT));
                    if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(line.substring(15).trim());
                    }
                }
                for (int i = 0; i < length; i++) {
                    in.read();
                }
                asked.add(first + (loggedIn ? " (logged in)" : ""));
                String body = "{\"ok\":true,\"team\":\"Shop\",\"user\":\"bot\"}";
                out.print(
                        loggedIn
                                ? "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                        + body.length() + "\r\n\r\n" + body
                                : "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"p\"\r\nConnection: close\r\n"
                                        + "Content-Length: 0\r\n\r\n");
            } catch (IOException e) {
                // the client or the test has gone
            }
        }
    }

    private OutgoingProxy proxy() {
        return host ->
                Optional.of(new OutgoingProxy.HttpProxy("127.0.0.1", door.getLocalPort(), "user", Secret.of("pass")));
    }

    @Test
    void slackIsReachedThroughIt() throws Exception {
        SlackProbe.Found found = SlackProbe.of(
                new SlackSettings("shop", "slack", null, "http://slack.example.test/api/"),
                Secret.of("xoxb-token"),
                proxy());
        assertThat(found.workspace()).isEqualTo("Shop");
        assertThat(asked).last().asString().contains("http://slack.example.test/api/auth.test", "(logged in)");
    }

    @Test
    void webhooksAreReachedThroughIt() throws Exception {
        CourierAnswer answer = new WebhookSender(
                        new WebhookSettings("shop", WebhookSettings.Kind.JSON, "a", "k", null),
                        Secret.of("http://127.0.0.1:9/hook"),
                        Secret.of("key"),
                        proxy())
                .send("n1", "{}", Instant.EPOCH);
        assertThat(answer).isInstanceOf(CourierAnswer.Sent.class);
        assertThat(asked).last().asString().contains("POST http://127.0.0.1:9/hook", "(logged in)");
    }
}
