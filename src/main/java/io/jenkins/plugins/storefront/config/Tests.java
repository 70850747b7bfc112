package io.jenkins.plugins.storefront.config;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import hudson.util.FormValidation;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.adopted.JenkinsProxy;
import io.jenkins.plugins.storefront.credentials.ClusterLogin;
import io.jenkins.plugins.storefront.credentials.FormPlace;
import io.jenkins.plugins.storefront.credentials.JenkinsSecretStore;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryProbe;
import io.jenkins.plugins.storefront.delivery.kubernetes.ClusterProbe;
import io.jenkins.plugins.storefront.delivery.notify.SlackProbe;
import io.jenkins.plugins.storefront.delivery.notify.SmtpProbe;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import io.jenkins.plugins.storefront.delivery.settings.RegistrySettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What the test buttons do, each told in one line. The caller has checked the person's right. */
final class Tests {
    /** Longer than any of the probes' own limits; nobody waits longer at a form. */
    private static final Duration LIMIT = Duration.ofSeconds(25);

    private Tests() {}

    /** One test; a {@link DeliveryException} is its bad end. */
    interface Test {
        FormValidation run() throws DeliveryException, InterruptedException;
    }

    static FormValidation run(Test test) {
        try {
            return Failsafe.with(Timeout.<FormValidation>builder(LIMIT)
                            .withInterrupt()
                            .build())
                    .get(test::run);
        } catch (TimeoutExceededException e) {
            return FormValidation.error(Words.text("test.timeout", LIMIT.toSeconds()));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return FormValidation.error(String.valueOf(e.getCause().getMessage()));
        }
    }

    static FormValidation cluster(FormPlace place, ClusterSettings settings) throws DeliveryException {
        ClusterProbe.Found found =
                ClusterProbe.of(new ClusterLogin(secrets(place), place.group()).endpoint(settings, !place.isFolder()));
        return found.mayPatch()
                ? FormValidation.ok(Words.text("test.cluster", found.version(), found.namespace()))
                : FormValidation.warning(Words.text("test.cluster.noRight", found.version(), found.namespace()));
    }

    /** @param repository to try the rights on, or null */
    static FormValidation registry(FormPlace place, RegistrySettings settings, String repository)
            throws DeliveryException, InterruptedException {
        Settings all = new Settings(List.of(settings), List.of(), List.of(), List.of(), List.of());
        RegistryAccess access = RegistryAccess.of(settings.host(), null, all, secrets(place));
        RegistryProbe probe = new RegistryProbe(access, Clock.systemUTC(), new JenkinsProxy());
        RegistryProbe.Login login = probe.login();
        String found =
                switch (login) {
                    case ACCEPTED -> Words.text("test.registry.login", access.user());
                    case NOT_ASKED -> Words.text("test.registry.notAsked", access.user());
                    case ANONYMOUS -> Words.text("test.registry.anonymous");
                };
        if (repository == null) {
            return login == RegistryProbe.Login.NOT_ASKED ? FormValidation.warning(found) : FormValidation.ok(found);
        }
        RegistryProbe.Rights rights = probe.rights(repository);
        String both = found + " " + Words.text("test.registry.rights." + rights, repository);
        return rights == RegistryProbe.Rights.PUSH ? FormValidation.ok(both) : FormValidation.warning(both);
    }

    static FormValidation slack(FormPlace place, SlackSettings settings) throws DeliveryException {
        if (settings.credentialsId() == null) {
            return Checks.say("rule.slack.credential");
        }
        SlackProbe.Found found = SlackProbe.of(
                settings,
                secrets(place)
                        .find(settings.credentialsId(), Credential.Text.class, settings.apiUrl())
                        .value(),
                new JenkinsProxy());
        if (found.isWebhook()) {
            return FormValidation.ok(Words.text("test.slack.webhook"));
        }
        String who = Words.text("test.slack", found.workspace(), found.bot(), String.join(", ", found.scopes()));
        if (!found.mayPost()) {
            return FormValidation.error(who + " " + Words.text("test.slack.noScope"));
        }
        if (!found.missing().isEmpty()) {
            who += " "
                    + Words.text(
                            "test.slack.missing",
                            found.missing().stream()
                                    .map(scope ->
                                            scope + " (" + Words.text("scope." + scope.replaceAll("[:.]", "_")) + ")")
                                    .collect(Collectors.joining(", ")));
        }
        String channel = String.valueOf(settings.defaultChannel());
        return switch (found.channel()) {
            case FOUND -> FormValidation.ok(who + " " + Words.text("test.slack.channel", channel));
            case MISSING -> FormValidation.warning(who + " " + Words.text("test.slack.noChannel", channel));
            case UNKNOWN ->
                FormValidation.ok(
                        settings.defaultChannel() == null
                                ? who
                                : who + " " + Words.text("test.slack.channelUnknown", channel));
        };
    }

    static FormValidation smtp(FormPlace place, SmtpSettings settings) throws DeliveryException {
        if (settings.host() == null) {
            return Checks.say("rule.mailer.empty");
        }
        String purpose = "smtp://" + settings.host() + ":" + settings.port();
        Credential.UserPassword login = settings.credentialsId() == null
                ? null
                : secrets(place).find(settings.credentialsId(), Credential.UserPassword.class, purpose);
        String greeting = SmtpProbe.of(settings, login, new JenkinsProxy());
        String protection = Words.text("test.smtp." + settings.security().name());
        return FormValidation.ok(
                login == null
                        ? Words.text("test.smtp", greeting, protection)
                        : Words.text("test.smtp.login", greeting, protection, login.user()));
    }

    /** The person's credentials; what is found is used here and forgotten, so nothing needs hiding later. */
    private static JenkinsSecretStore secrets(FormPlace place) {
        return new JenkinsSecretStore(place.lookup(), new SecretMask());
    }
}
