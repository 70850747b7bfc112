package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings.Security;
import io.jenkins.plugins.storefront.runner.sandbox.mail.ReceivedMail;
import io.jenkins.plugins.storefront.runner.sandbox.mail.SandboxMail;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox's mail server keeps the contract of real ones. */
class SandboxMailTest extends MailerContract {
    private static final Secret PASSWORD = Secret.of("shop-mail-password");

    private SandboxMail server;

    @BeforeEach
    void start() {
        server = SandboxMail.start("shop", PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected SmtpSettings settings() {
        return settings(server, Security.PLAIN, "login");
    }

    private static SmtpSettings settings(SandboxMail server, Security security, String credential) {
        return new SmtpSettings(
                "sandbox", server.host(), server.port(), security, credential, "jenkins@example.com", null);
    }

    @Override
    protected Credential.UserPassword login() {
        return new Credential.UserPassword("shop", PASSWORD);
    }

    @Override
    protected List<ReceivedMail> mailbox() {
        return server.messages();
    }

    private static MailSender.Mail mail() throws Exception {
        return new MailSender.Mail(
                List.of(new InternetAddress("team@example.com"), new InternetAddress("ops@example.com")),
                "Out",
                "text",
                "<p>html</p>",
                "<1@storefront.example.com>",
                Date.from(Instant.EPOCH),
                null);
    }

    @Test
    void takesMailWithoutALoginWhereNoneIsAskedFor() throws Exception {
        try (SandboxMail open = SandboxMail.start()) {
            new MailSender(settings(open, Security.PLAIN, null), null, OutgoingProxy.NONE).send(mail());
            assertThat(open.messages()).singleElement().satisfies(mail -> {
                assertThat(mail.to()).hasSize(2);
                assertThat(mail.at()).isNotNull();
            });
        }
    }

    @Test
    void sendsTheSameMessageIdWhenSentAgain() throws Exception {
        MailSender sender = new MailSender(settings(), login(), OutgoingProxy.NONE);
        sender.send(mail());
        sender.send(mail());
        assertThat(server.messages())
                .extracting(ReceivedMail::messageId)
                .containsExactly("<1@storefront.example.com>", "<1@storefront.example.com>");
    }

    @Test
    void saysThatTheServerWantsALogin() throws Exception {
        assertThat(new MailSender(settings(), null, OutgoingProxy.NONE)
                        .send(mail())
                        .toString())
                .startsWith("Refused")
                .contains("Authentication required");
    }

    @Test
    void sendsNothingInTheClearWhereTlsIsAskedFor() throws Exception {
        assertThat(new MailSender(settings(server, Security.STARTTLS, "login"), login(), OutgoingProxy.NONE)
                        .send(mail())
                        .toString())
                .contains("mail server 127.0.0.1:", "STARTTLS")
                .doesNotContain(PASSWORD.reveal());
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void saysThatNoServerIsThere() throws Exception {
        SmtpSettings gone = settings();
        server.close();
        CourierAnswer answer = new MailSender(gone, login(), OutgoingProxy.NONE).send(mail());
        assertThat(answer).isInstanceOfSatisfying(CourierAnswer.Failed.class, failed -> assertThat(failed.maybeSent())
                .isFalse());
        assertThat(answer.toString())
                .containsPattern("mail server 127\\.0\\.0\\.1:\\d+: .*Connection refused")
                .doesNotContain("\n");
    }
}
