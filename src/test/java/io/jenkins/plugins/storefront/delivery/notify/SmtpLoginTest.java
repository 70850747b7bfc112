package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings.Login;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings.Security;
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
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** How a mail server is logged in to, seen from the server, and the way there through a proxy. */
class SmtpLoginTest {
    private static final String USER = "robot@example.com";
    private static final String PASSWORD = "p ss\u00e9:w0rd";
    private static final Credential.UserPassword LOGIN = new Credential.UserPassword(USER, Secret.of(PASSWORD));

    private static SmtpSettings settings(String host, int port, Login login, boolean throughProxy) {
        return new SmtpSettings(
                "mail", host, port, Security.PLAIN, "login", "jenkins@example.com", null, login, throughProxy, null);
    }

    private static CourierAnswer send(SmtpSettings settings, OutgoingProxy proxy) throws Exception {
        return new MailSender(settings, LOGIN, proxy, 3000)
                .send(new MailSender.Mail(
                        List.of(new InternetAddress("team@example.com")),
                        "Out",
                        "text",
                        "<p>html</p>",
                        "<1@storefront.example.com>",
                        Date.from(Instant.EPOCH),
                        null));
    }

    private static CourierAnswer send(ScriptedSmtp server, Login login) throws Exception {
        return send(settings("127.0.0.1", server.port(), login, false), OutgoingProxy.NONE);
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String initial(String command, BufferedReader in, PrintStream out) throws IOException {
        String[] words = command.split(" ");
        if (words.length > 2) {
            return decoded(words[2]);
        }
        out.print("334 \r\n");
        return decoded(in.readLine());
    }

    @Test
    void plainSendsUserAndPasswordAtOnce() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(
                "AUTH LOGIN PLAIN CRAM-MD5",
                (command, in, out) -> command.startsWith("AUTH PLAIN")
                        && initial(command, in, out).endsWith("\0" + USER + "\0" + PASSWORD))) {
            assertThat(send(server, Login.PLAIN)).isInstanceOf(CourierAnswer.Sent.class);
        }
    }

    @Test
    void loginSendsThemOneAfterTheOther() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp("AUTH LOGIN PLAIN", (command, in, out) -> {
            if (!command.startsWith("AUTH LOGIN")) {
                return false;
            }
            String user = command.equals("AUTH LOGIN") ? ask(in, out, "Username:") : decoded(command.substring(11));
            return user.equals(USER) && ask(in, out, "Password:").equals(PASSWORD);
        })) {
            assertThat(send(server, Login.LOGIN)).isInstanceOf(CourierAnswer.Sent.class);
        }
    }

    private static String ask(BufferedReader in, PrintStream out, String what) throws IOException {
        out.print("334 " + encoded(what) + "\r\n");
        return decoded(in.readLine());
    }

    @Test
    void cramMd5ProvesThePasswordWithoutSendingIt() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp("AUTH PLAIN CRAM-MD5", (command, in, out) -> {
            String challenge = "<1.2@scripted.example.com>";
            return command.equals("AUTH CRAM-MD5")
                    && ask(in, out, challenge).equals(USER + " " + hmacMd5(PASSWORD, challenge));
        })) {
            assertThat(send(server, Login.CRAM_MD5)).isInstanceOf(CourierAnswer.Sent.class);
            assertThat(server.heard()).noneMatch(line -> line.contains(encoded(PASSWORD)));
        }
    }

    private static String hmacMd5(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void xoauth2SendsTheAccessToken() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(
                "AUTH XOAUTH2 PLAIN",
                (command, in, out) -> command.startsWith("AUTH XOAUTH2")
                        && initial(command, in, out)
                                .equals("user=" + USER + "\u0001auth=Bearer " + PASSWORD + "\u0001\u0001"))) {
            assertThat(send(server, Login.XOAUTH2)).isInstanceOf(CourierAnswer.Sent.class);
        }
    }

    @Test
    void saysThatAnAccessTokenMayHaveEnded() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp("AUTH XOAUTH2", (command, in, out) -> {
            initial(command, in, out);
            out.print("334 eyJzdGF0dXMiOiI0MDAifQ==\r\n");
            in.readLine(); // Google's first answer to a token that has ended
            return false;
        })) {
            assertThat(send(server, Login.XOAUTH2))
                    .isInstanceOfSatisfying(CourierAnswer.Refused.class, refused -> assertThat(refused.reason())
                            .contains("refuses the access token; it may have ended")
                            .doesNotContain(PASSWORD));
        }
    }

    @Test
    void neverGivesThePasswordByAnotherMechanismThanWasChosen() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp("AUTH PLAIN LOGIN", (command, in, out) -> true)) {
            CourierAnswer answer = send(server, Login.CRAM_MD5);
            assertThat(answer).isNotInstanceOf(CourierAnswer.Sent.class);
            assertThat(server.heard())
                    .noneMatch(line -> line.startsWith("AUTH PLAIN") || line.startsWith("AUTH LOGIN"));
        }
    }

    /** A proxy that knows one way: to the server, whatever host it is asked for. */
    private static final class Proxy implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final List<String> asked = new CopyOnWriteArrayList<>();

        Proxy(int port) throws IOException {
            Thread thread = new Thread(
                    () -> {
                        try (Socket client = door.accept();
                                Socket server = new Socket("127.0.0.1", port)) {
                            BufferedReader in = new BufferedReader(
                                    new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                                asked.add(line);
                            }
                            client.getOutputStream()
                                    .write("HTTP/1.1 200 Connection established\r\n\r\n"
                                            .getBytes(StandardCharsets.ISO_8859_1));
                            Thread back = new Thread(() -> copy(server, client));
                            back.setDaemon(true);
                            back.start();
                            for (String line = in.readLine(); line != null; line = in.readLine()) {
                                server.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                            }
                        } catch (IOException e) {
                            // one side has gone
                        }
                    },
                    "proxy");
            thread.setDaemon(true);
            thread.start();
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // one side has gone
            }
        }

        OutgoingProxy way() {
            return host -> Optional.of(new OutgoingProxy.HttpProxy(
                    "127.0.0.1", door.getLocalPort(), "proxy-user", Secret.of("proxy-password")));
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    @Test
    void goesThroughTheProxyWhereTheConnectionSaysSo() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp("AUTH PLAIN", (command, in, out) -> true);
                Proxy proxy = new Proxy(server.port())) {
            assertThat(send(settings("mail.example.com", 2525, Login.PLAIN, true), proxy.way()))
                    .isInstanceOf(CourierAnswer.Sent.class);
            assertThat(proxy.asked.get(0)).isEqualTo("CONNECT mail.example.com:2525 HTTP/1.1");
            assertThat(proxy.asked)
                    .anyMatch(line -> line.equalsIgnoreCase(
                            "Proxy-Authorization: Basic " + encoded("proxy-user:proxy-password")));
        }
    }

    @Test
    void goesStraightThereOtherwise() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp("AUTH PLAIN", (command, in, out) -> true);
                Proxy proxy = new Proxy(server.port())) {
            assertThat(send(settings("127.0.0.1", server.port(), Login.ANY, false), proxy.way()))
                    .isInstanceOf(CourierAnswer.Sent.class);
            assertThat(proxy.asked).isEmpty();
        }
    }
}
