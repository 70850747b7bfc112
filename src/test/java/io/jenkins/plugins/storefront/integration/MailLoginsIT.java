package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.SmtpProbe;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings.Login;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings.Security;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every protection and login that a real mail server offers. */
class MailLoginsIT {
    private static SmtpSettings settings(Security security, Login login, boolean ownAuthority) throws Exception {
        return new SmtpSettings(
                "real",
                Counterparts.need("SMTP_HOST"),
                Integer.parseInt(Counterparts.need(security == Security.TLS ? "SMTP_TLS_PORT" : "SMTP_PORT")),
                security,
                "login",
                "jenkins@example.com",
                ownAuthority ? Files.readString(Path.of(Counterparts.need("SMTP_CA"))) : null,
                login,
                false,
                null);
    }

    private static Credential.UserPassword login(String password) {
        return new Credential.UserPassword(Counterparts.need("SMTP_USER"), Secret.of(password));
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, ANY", "STARTTLS, PLAIN", "STARTTLS, LOGIN", "STARTTLS, CRAM_MD5", "TLS, ANY", "TLS, CRAM_MD5"
    })
    void takesTheLoginAndRefusesAWrongOne(Security security, Login login) throws Exception {
        SmtpSettings settings = settings(security, login, true);
        assertThat(SmtpProbe.of(settings, login(Counterparts.need("SMTP_PASSWORD")), OutgoingProxy.NONE))
                .contains("ESMTP");
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> SmtpProbe.of(settings, login("wrong"), OutgoingProxy.NONE))
                .withMessageContaining("refuses the login");
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS", "TLS"})
    void aCertificateThatNobodyVouchesForIsRefused(Security security) throws Exception {
        SmtpSettings settings = settings(security, Login.ANY, false);
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> SmtpProbe.of(settings, login(Counterparts.need("SMTP_PASSWORD")), OutgoingProxy.NONE))
                .withMessageContaining("certification path");
    }
}
