package io.jenkins.plugins.storefront.adopted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hudson.tasks.Mailer;
import hudson.tasks.SMTPAuthentication;
import hudson.util.Secret;
import io.jenkins.plugins.storefront.config.SlackConnection;
import io.jenkins.plugins.storefront.config.SmtpConnection;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.credentials.FormPlace;
import io.jenkins.plugins.storefront.credentials.JenkinsSecretStore;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.plugins.slack.SlackNotifier;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Connections of other plugins, chosen instead of typed again. */
@WithJenkins
class AdoptedTest {
    @Test
    void theMailerPluginsServerIsTakenAsItIsSetNow(JenkinsRule j) throws Exception {
        mailer("smtp.example.com", "2525");
        SmtpConnection connection = new SmtpConnection("main");
        connection.setMailer(true);
        connection.setFrom("jenkins@example.com");
        StorefrontConfiguration.get().setSmtp(List.of(connection));

        SmtpSettings settings = StorefrontConfiguration.get().toSettings().smtp(null);
        assertThat(settings.host()).isEqualTo("smtp.example.com");
        assertThat(settings.port()).isEqualTo(2525);
        assertThat(settings.security()).isEqualTo(SmtpSettings.Security.STARTTLS);
        assertThat(find(settings, "smtp://smtp.example.com:2525").user()).isEqualTo("robot");
    }

    @Test
    void theMailerPluginsLoginIsGivenForItsOwnServerOnly(JenkinsRule j) {
        mailer("smtp.example.com", "2525");
        for (String other : List.of("smtp://evil.example.com:2525", "smtp://smtp.example.com:25", "https://registry")) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> find(null, other))
                    .withMessageContaining("for its own mail server only");
        }
    }

    @Test
    void theSlackPluginsWorkspaceIsTakenAsItIsSetNow(JenkinsRule j) throws Exception {
        SlackNotifier.DescriptorImpl slack = Jenkins.get().getDescriptorByType(SlackNotifier.DescriptorImpl.class);
        slack.setTokenCredentialId("bot");
        slack.setRoom("#a, #b");
        SlackConnection connection = new SlackConnection("main");
        connection.setSlackPlugin(true);
        StorefrontConfiguration.get().setSlack(List.of(connection));

        SlackSettings settings = StorefrontConfiguration.get().toSettings().slack(null);
        assertThat(settings.credentialsId()).isEqualTo("bot");
        assertThat(settings.defaultChannel()).isEqualTo("#a");
        assertThat(settings.apiUrl()).isEqualTo(SlackSettings.SLACK_API);
    }

    private static void mailer(String host, String port) {
        Mailer.DescriptorImpl mailer = Mailer.descriptor();
        mailer.setSmtpHost(host);
        mailer.setSmtpPort(port);
        mailer.setUseTls(true);
        mailer.setAuthentication(new SMTPAuthentication("robot", Secret.fromString("robot-password")));
    }

    private static Credential.UserPassword find(SmtpSettings settings, String purpose) throws DeliveryException {
        return new JenkinsSecretStore(FormPlace.of(null).lookup(), new SecretMask())
                .find(
                        settings == null ? MailerServer.LOGIN : settings.credentialsId(),
                        Credential.UserPassword.class,
                        purpose);
    }
}
