package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.Outbox;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run from which notices are composed and never sent: it has connections of each kind, and nothing else of a host. */
final class PreviewContext implements DeliveryContext {
    private static final String CREDENTIAL = "preview";

    private final RunInfo run;
    private final Release release;
    private final LogExcerpt excerpt;
    private final Settings settings;
    private final Map<String, String> kept = new HashMap<>();

    PreviewContext(RunInfo run, Release release, LogExcerpt excerpt, Language language) {
        this.run = run;
        this.release = release;
        this.excerpt = excerpt;
        this.settings = settings(language.code());
    }

    /** A webhook of each kind is called as {@link #webhook} says. */
    private static Settings settings(String language) {
        return new Settings(
                        List.of(),
                        List.of(new SlackSettings("slack", CREDENTIAL, "#releases", SlackSettings.SLACK_API, language)),
                        List.of(new SmtpSettings(
                                "mail",
                                "mail.example.com",
                                587,
                                SmtpSettings.Security.STARTTLS,
                                null,
                                "jenkins@example.com",
                                null,
                                SmtpSettings.Login.ANY,
                                false,
                                language)),
                        List.of(),
                        List.of())
                .with(Arrays.stream(WebhookSettings.Kind.values())
                        .map(kind -> new WebhookSettings(webhook(kind), kind, CREDENTIAL, CREDENTIAL, language))
                        .toList());
    }

    static String webhook(WebhookSettings.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static UnsupportedOperationException none() {
        return new UnsupportedOperationException("a preview has no host");
    }

    @Override
    public RunInfo run() {
        return run;
    }

    @Override
    public Workspace workspace() throws DeliveryException {
        throw new DeliveryException("a preview has no workspace");
    }

    @Override
    public ProcessRunner processes() throws DeliveryException {
        throw new DeliveryException("a preview starts no programs");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    /** Every credential is a bot token. */
    @Override
    public SecretStore secrets() {
        return new SecretStore() {
            @Override
            public <T extends Credential> T find(String id, Class<T> kind, String purpose) {
                return kind.cast(new Credential.Text(Secret.of("xoxb-preview")));
            }

            @Override
            public Collection<String> known(Class<? extends Credential> kind) {
                return List.of();
            }

            @Override
            public String mask(String text) {
                return text; // what is on record was masked when it came there
            }
        };
    }

    @Override
    public Sealer sealer() {
        throw none();
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public ClusterSource clusters() {
        throw none();
    }

    @Override
    public EventSink events() {
        return event -> {};
    }

    @Override
    public ReleaseBook release() {
        return new ReleaseBook() {
            @Override
            public Release current() {
                return release;
            }

            @Override
            public void keep(String name, String text) {
                kept.put(name, text);
            }

            @Override
            public Optional<String> kept(String name) {
                return Optional.ofNullable(kept.get(name));
            }
        };
    }

    @Override
    public Outbox outbox() {
        throw none();
    }

    @Override
    public Optional<RunFailure> failure() {
        return Optional.ofNullable(RunFailure.of(excerpt));
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public WorkPool pool() {
        throw none();
    }
}
