package io.jenkins.plugins.storefront.delivery.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final SlackSettings MAIN = new SlackSettings("main", "slack", "#a", SlackSettings.SLACK_API);
    private static final SlackSettings ALERTS = new SlackSettings("alerts", "slack", "#b", SlackSettings.SLACK_API);
    private final Settings settings = new Settings(List.of(), List.of(MAIN, ALERTS), List.of(), List.of(), List.of());

    @Test
    void takesTheFirstConnectionWhereNoneIsNamed() throws Exception {
        assertThat(settings.slack(null)).isEqualTo(MAIN);
        assertThat(settings.slack("alerts")).isEqualTo(ALERTS);
    }

    @Test
    void namesTheNearestOfTheKnownOnes() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> settings.slack("alert"))
                .withMessage("there is no Slack connection 'alert', did you mean 'alerts'? Configured: main, alerts");
    }

    @Test
    void saysWhatAnAdminHasLeftOut() {
        Settings empty = new Settings(
                List.of(),
                List.of(new SlackSettings("s", null, null, SlackSettings.SLACK_API)),
                List.of(
                        new SmtpSettings("h", null, 25, SmtpSettings.Security.PLAIN, null, "j@example.com", null),
                        new SmtpSettings("f", "mail", 25, SmtpSettings.Security.PLAIN, null, null, null)),
                List.of(new Environment("production", Tier.PRODUCTION, null, null, UndoPolicy.NEVER)),
                List.of());
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> empty.slack("s"))
                .withMessageStartingWith("the Slack connection 's' has no credentialsId; an admin sets it under");
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> empty.smtp("h"))
                .withMessageStartingWith(
                        "the SMTP connection 'h' has no host; an admin sets it under Manage Jenkins » Storefront, or in the"
                                + " Mailer plugin where it is taken from there");
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> empty.smtp("f"))
                .withMessageStartingWith("the SMTP connection 'f' has no from; ");
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> empty.environment("production"))
                .withMessageStartingWith("the environment 'production' has no cluster; ");
    }

    @Test
    void saysWhereToConfigureWhatIsMissingAltogether() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> settings.environment("production"))
                .withMessageStartingWith("no environment is configured; an admin adds one under Manage Jenkins");
    }

    @Test
    void putsAFoldersOwnBeforeItsParents() throws Exception {
        SlackSettings folders = new SlackSettings("alerts", "team-slack", "#team", SlackSettings.SLACK_API);
        Settings folder = new Settings(List.of(), List.of(folders), List.of(), List.of(), List.of());

        Settings both = folder.over(settings);

        assertThat(both.slack()).containsExactly(folders, MAIN);
        assertThat(both.slack(null)).isEqualTo(folders);
        assertThat(settings.over(Settings.empty())).isEqualTo(settings);
    }

    @Test
    void keepsAnEnvironmentRestrictedThatAParentRestricts() throws Exception {
        Settings admins =
                environments(new Environment("production", Tier.PRODUCTION, "big", null, UndoPolicy.NEVER, true));
        Settings folder = environments(
                new Environment("production", Tier.TESTING, "small", "team", UndoPolicy.NEVER),
                new Environment("test", Tier.TESTING, "small", "team", UndoPolicy.NEVER));

        Settings both = folder.over(admins);

        assertThat(both.environment("production").cluster()).isEqualTo("small");
        assertThat(both.environment("production").restricted()).isTrue();
        assertThat(both.environment("test").restricted()).isFalse();
    }

    private static Settings environments(Environment... environments) {
        return new Settings(List.of(), List.of(), List.of(), List.of(environments), List.of());
    }
}
