package io.jenkins.plugins.storefront.integration;

import io.jenkins.plugins.storefront.delivery.notify.MailerContract;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.runner.sandbox.mail.ReceivedMail;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A real mail server with STARTTLS and AUTH, by the same contract as the sandbox's. */
class RealMailIT extends MailerContract {
    @Override
    protected SmtpSettings settings() {
        try {
            return new SmtpSettings(
                    "real",
                    Counterparts.need("SMTP_HOST"),
                    Integer.parseInt(Counterparts.need("SMTP_PORT")),
                    SmtpSettings.Security.STARTTLS,
                    "login",
                    "jenkins@example.com",
                    Files.readString(Path.of(Counterparts.need("SMTP_CA"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Credential.UserPassword login() {
        return new Credential.UserPassword(
                Counterparts.need("SMTP_USER"), Secret.of(Counterparts.need("SMTP_PASSWORD")));
    }

    /** A file per recipient in a Maildir; what is in {@code tmp} has not arrived yet. */
    @Override
    protected List<ReceivedMail> mailbox() throws Exception {
        List<ReceivedMail> mails = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(Counterparts.need("SMTP_MAILDIR"), "new"))) {
            for (Path file : files.toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    mails.add(ReceivedMail.read(
                            new MimeMessage(Session.getInstance(new Properties()), in),
                            Files.getLastModifiedTime(file).toInstant()));
                }
            }
        }
        return mails;
    }
}
