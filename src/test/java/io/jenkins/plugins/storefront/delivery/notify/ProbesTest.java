package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.runner.sandbox.mail.SandboxMail;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import org.junit.jupiter.api.Test;

/** The probes of Slack and SMTP connections; none may leave a message. */
class ProbesTest {
    @Test
    void tellsWorkspaceBotScopesAndChannel() throws Exception {
        try (SandboxSlack slack = SandboxSlack.start()) {
            SlackProbe.Found found = SlackProbe.of(slack(slack, "#releases"), slack.token(), OutgoingProxy.NONE);

            assertThat(found.workspace()).isEqualTo("Sandbox");
            assertThat(found.bot()).isEqualTo("storefront");
            assertThat(found.scopes()).containsExactly("chat:write", "channels:read");
            assertThat(found.missing())
                    .isSubsetOf("channels:history", "users:read.email", "reactions:read", "files:write");
            assertThat(new SlackProbe.Found(
                                    "Shop",
                                    "bot",
                                    java.util.List.of("chat:write", "channels:read"),
                                    SlackProbe.Channel.FOUND)
                            .missing())
                    .containsExactly("channels:history", "users:read.email", "reactions:read", "files:write");
            assertThat(found.mayPost()).isTrue();
            assertThat(found.channel()).isEqualTo(SlackProbe.Channel.FOUND);
            assertThat(SlackProbe.of(slack(slack, "#nowhere"), slack.token(), OutgoingProxy.NONE)
                            .channel())
                    .isEqualTo(SlackProbe.Channel.MISSING);
            assertThat(slack.messages()).isEmpty();
        }
    }

    @Test
    void knowsAWebhookFromAWrongOneWithoutPosting() throws Exception {
        try (SandboxSlack slack = SandboxSlack.start()) {
            assertThat(SlackProbe.of(slack(slack, null), slack.webhookUrl(), OutgoingProxy.NONE)
                            .isWebhook())
                    .isTrue();
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> SlackProbe.of(
                            slack(slack, null), Secret.of(slack.webhookUrl().reveal() + "x"), OutgoingProxy.NONE))
                    .withMessageContaining("the webhook answers 403");
            assertThat(slack.messages()).isEmpty();
        }
    }

    @Test
    void saysThatSlackDoesNotKnowTheToken() throws Exception {
        try (SandboxSlack slack = SandboxSlack.start()) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> SlackProbe.of(slack(slack, null), Secret.of("xoxb-other"), OutgoingProxy.NONE))
                    .withMessage(
                            "Slack 'shop': Slack does not know the token; renew the credential of this connection");
        }
    }

    @Test
    void tellsAMailServersGreetingAndNoSecret() throws Exception {
        try (SandboxMail mail = SandboxMail.start("robot", Secret.of("mail-password"))) {
            String greeting = SmtpProbe.of(
                    smtp(mail, SmtpSettings.Security.PLAIN),
                    new Credential.UserPassword("robot", Secret.of("mail-password")),
                    OutgoingProxy.NONE);

            assertThat(greeting).contains("GreenMail").doesNotContain("mail-password");
            assertThat(mail.messages()).isEmpty();
        }
    }

    @Test
    void saysThatAMailServerRefusesTheLogin() {
        try (SandboxMail mail = SandboxMail.start("robot", Secret.of("right"))) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> SmtpProbe.of(
                            smtp(mail, SmtpSettings.Security.PLAIN),
                            new Credential.UserPassword("robot", Secret.of("wrong")),
                            OutgoingProxy.NONE))
                    .withMessageContaining("refuses the login");
        }
    }

    @Test
    void insistsOnStartTls() {
        try (SandboxMail mail = SandboxMail.start()) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(
                            () -> SmtpProbe.of(smtp(mail, SmtpSettings.Security.STARTTLS), null, OutgoingProxy.NONE))
                    .withMessageContaining("STARTTLS is required");
        }
    }

    private static SlackSettings slack(SandboxSlack slack, String channel) {
        return new SlackSettings("shop", "slack", channel, slack.apiUrl());
    }

    private static SmtpSettings smtp(SandboxMail mail, SmtpSettings.Security security) {
        return new SmtpSettings("main", mail.host(), mail.port(), security, null, "jenkins@example.com", null);
    }
}
