package io.jenkins.plugins.storefront.delivery.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
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
    void saysWhereToConfigureWhatIsMissingAltogether() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> settings.environment("production"))
                .withMessageStartingWith("no environment is configured; an admin adds one under Manage Jenkins");
    }
}
