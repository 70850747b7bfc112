package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code emailNotify} through a real SMTP server with STARTTLS and AUTH; the mail is read back from its mailbox. */
class MailIT {
    @TempDir
    private Path project;

    private Map<String, String> environment;

    @BeforeEach
    void configure() throws Exception {
        environment = Map.of("SMTP_SECRET", Counterparts.need("SMTP_PASSWORD"));
        configure("SMTP_SECRET");
    }

    private void configure(String secret) throws Exception {
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    smtp:\n      - name: real\n        host: '"
                        + Counterparts.need("SMTP_HOST") + "'\n        port: " + Counterparts.need("SMTP_PORT")
                        + "\n        from: jenkins@example.com\n        credentialsId: login\n        caCertificate: |\n"
                        + Files.readString(Path.of(Counterparts.need("SMTP_CA")))
                                .indent(10)
                        + "credentials:\n  - {id: login, user: '" + Counterparts.need("SMTP_USER")
                        + "', password: {env: "
                        + secret + "}}\n");
    }

    private static Optional<MimeMessage> find(String subject) throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(Counterparts.need("SMTP_MAILDIR")))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
                    if (subject.equals(message.getSubject())) {
                        return Optional.of(message);
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Test
    void deliversPlainTextFirstThenHtml() throws Exception {
        String subject = "größe " + UUID.randomUUID();
        Runner.Result result = Runner.run(
                project,
                "emailNotify to: 'team@example.com', subject: '" + subject + "', body: 'It is <b>out</b>'",
                environment);
        assertThat(result.output()).contains("Told team@example.com by mail");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> find(subject)
                .isPresent());
        MimeMessage mail = find(subject).orElseThrow();
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("It is <b>out</b>");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("It is &lt;b&gt;out&lt;/b&gt;");
    }

    @Test
    void warnsAndGoesOnWhenTheServerRefusesTheRecipient() throws Exception {
        Runner.Result result =
                Runner.run(project, "emailNotify to: 'unknown@example.com'\necho 'goes on'", environment);
        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .contains("WARNING: could not tell unknown@example.com by mail", "refuses", "goes on");
    }

    @Test
    void failsWhereAskedToWhenTheLoginIsRefused() throws Exception {
        configure("WRONG");
        Runner.Result result = Runner.run(
                project, "emailNotify to: 'team@example.com', failOnError: true", Map.of("WRONG", "not-the-password"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("refuses the login; check the credential of this connection");
    }

    @Test
    void mailsOfOneRunAreOneThreadWithTheLinesThatSayWhyItFailed() throws Exception {
        String first = "begins " + UUID.randomUUID();
        String second = "fails " + UUID.randomUUID();
        Runner.run(
                project,
                "emailNotify to: 'team@example.com', subject: '" + first + "', language: 'zh_CN'\n"
                        + "try { node { sh 'seq 1 60; echo \"ERROR: no such host\"; seq 61 90; false' } } catch (e) {\n"
                        + "  emailNotify to: 'team@example.com', subject: '" + second + "'\n}",
                environment);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> find(first).isPresent() && find(second).isPresent());
        MimeMessage begins = find(first).orElseThrow();
        MimeMessage fails = find(second).orElseThrow();
        assertThat(fails.getHeader("References")).hasSize(1).isEqualTo(begins.getHeader("References"));
        assertThat(fails.getHeader("In-Reply-To")).isEqualTo(fails.getHeader("References"));
        assertThat(fails.getMessageID()).matches("<[0-9a-f-]+@storefront\\.example\\.com>");
        assertThat(fails.getHeader("List-Id", null)).endsWith(".releases.storefront.example.com>");
        assertThat(fails.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(begins.getSentDate()).isNotNull();
        assertThat(begins.getSize()).isLessThan(100_000);
        String text =
                ((MimeMultipart) fails.getContent()).getBodyPart(0).getContent().toString();
        assertThat(text.lines()).contains("ERROR: no such host", "60", "61").doesNotContain("1", "90");
        assertThat(((MimeMultipart) begins.getContent())
                        .getBodyPart(0)
                        .getContent()
                        .toString())
                .contains("成功");
    }
}
