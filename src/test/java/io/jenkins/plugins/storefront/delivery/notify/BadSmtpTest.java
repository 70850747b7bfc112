package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import jakarta.mail.internet.InternetAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail servers that misbehave in the middle of a mail: what the outbox is told, and so whether it is sent again. */
class BadSmtpTest {
    private final CountDownLatch stalled = new CountDownLatch(1);
    private ServerSocket server;

    /** Answers SMTP until DATA, and then does {@code then} with the mail half taken. */
    private MailSender server(boolean takesText, Then then) throws Exception {
        return server(takesText, then, 1500);
    }

    private MailSender server(boolean takesText, Then then, int timeoutMillis) throws Exception {
        server = new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread thread = new Thread(
                () -> {
                    try (Socket socket = server.accept();
                            BufferedReader in = new BufferedReader(
                                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                            PrintStream out =
                                    new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
                        talk(in, out, takesText, then, socket);
                    } catch (IOException | InterruptedException e) {
                        Thread.currentThread().interrupt(); // the client or the test has gone
                    }
                },
                "bad-smtp");
        thread.setDaemon(true);
        thread.start();
        return new MailSender(
                new SmtpSettings(
                        "bad",
                        "127.0.0.1",
                        server.getLocalPort(),
                        SmtpSettings.Security.PLAIN,
                        null,
                        "jenkins@example.com",
                        null),
                null,
                OutgoingProxy.NONE,
                timeoutMillis);
    }

    private interface Then {
        void with(Socket socket, PrintStream out) throws IOException, InterruptedException;
    }

    private static void talk(BufferedReader in, PrintStream out, boolean takesText, Then then, Socket socket)
            throws IOException, InterruptedException {
        out.print("220 bad.example.com\r\n");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.equals("DATA")) {
                out.print("250 ok\r\n");
                continue;
            }
            if (takesText) {
                out.print("354 go on\r\n");
                String text = in.readLine();
                while (text != null && !text.equals(".")) {
                    text = in.readLine();
                }
            }
            then.with(socket, out);
            return;
        }
    }

    @AfterEach
    void stop() throws Exception {
        stalled.countDown();
        server.close();
    }

    private static MailSender.Mail mail() throws Exception {
        return new MailSender.Mail(
                List.of(new InternetAddress("team@example.com")),
                "Out",
                "text",
                "<p>html</p>",
                "<1@storefront.example.com>",
                Date.from(Instant.EPOCH),
                null);
    }

    private static void assertMaybeSent(CourierAnswer answer) {
        assertThat(answer).isInstanceOfSatisfying(CourierAnswer.Failed.class, failed -> {
            assertThat(failed.maybeSent()).isTrue();
            assertThat(failed.reason()).startsWith("mail server 127.0.0.1:").doesNotContain("\n");
        });
    }

    @Test
    void aServerThatStallsAfterDataIsLeftInTime() throws Exception {
        assertMaybeSent(server(false, (socket, out) -> stalled.await()).send(mail()));
    }

    @Test
    void aServerThatStallsWithTheMailTakenMayHaveTakenIt() throws Exception {
        assertMaybeSent(server(true, (socket, out) -> stalled.await()).send(mail()));
    }

    @Test
    void aServerThatClosesInTheMiddleMayHaveTakenIt() throws Exception {
        assertMaybeSent(server(true, (socket, out) -> socket.close()).send(mail()));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMailThatWasTakenIsSentThoughTheServerNeverSaysGoodbye() throws Exception {
        Then silent = (socket, out) -> {
            out.print("250 taken\r\n");
            stalled.await();
        };
        assertThat(server(true, silent, 0).send(mail())).isInstanceOf(CourierAnswer.Sent.class);
    }

    @Test
    void aServerThatRefusesTheTextForGoodIsNotAskedAgain() throws Exception {
        CourierAnswer answer = server(true, (socket, out) -> out.print("554 5.7.1 looks like spam\r\n"))
                .send(mail());
        assertThat(answer).isInstanceOfSatisfying(CourierAnswer.Refused.class, refused -> assertThat(refused.reason())
                .contains("554 5.7.1 looks like spam"));
    }

    @Test
    void aServerThatRefusesTheTextForNowIsAskedAgain() throws Exception {
        CourierAnswer answer = server(true, (socket, out) -> out.print("452 4.3.1 disk full\r\n"))
                .send(mail());
        assertThat(answer).isInstanceOfSatisfying(CourierAnswer.Failed.class, failed -> {
            assertThat(failed.maybeSent()).isFalse();
            assertThat(failed.reason()).contains("452 4.3.1 disk full");
        });
    }
}
