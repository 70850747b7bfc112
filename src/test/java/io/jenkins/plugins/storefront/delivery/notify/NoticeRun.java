package io.jenkins.plugins.storefront.delivery.notify;

import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamSays;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.shop.NoticeReader;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.mail.SandboxMail;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;

/**
 * A run that tells people: the sandbox's Slack is connected with {@code #releases} for its default channel, its mail server where that
 * is asked for. Begin the run before anything is told.
 */
final class NoticeRun implements AutoCloseable {
    /** When all happens that is told here. */
    static final Instant T = Instant.parse("2026-11-20T10:00:00Z");

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Path project;
    private final SandboxSlack slack;
    private final SandboxMail mail;
    private TestDelivery delivery;

    private NoticeRun(Path project, SandboxSlack slack, SandboxMail mail) {
        this.project = project;
        this.slack = slack;
        this.mail = mail;
    }

    static NoticeRun withSlack(Path project) throws Exception {
        return new NoticeRun(project, SandboxSlack.start(), null);
    }

    static NoticeRun withSlackAndMail(Path project) throws Exception {
        return new NoticeRun(project, SandboxSlack.start(), SandboxMail.start());
    }

    /** Begins a run without rules. */
    void begin() throws Exception {
        begin("{}");
    }

    /**
     * Begins a run.
     *
     * @param notices what the admin says of notices, as YAML
     */
    void begin(String notices, Environment... environments) throws Exception {
        Settings settings = new Settings(
                        List.of(),
                        List.of(new SlackSettings("shop", "slack", "#releases", slack.apiUrl())),
                        mail == null ? List.of() : List.of(smtp()),
                        List.of(environments),
                        List.of())
                .with(NoticeReader.settings(SafeYaml.mapping(notices, "notices"), "notices"));
        delivery = new TestDelivery(project, settings, Map.of("slack", new Credential.Text(slack.token())));
    }

    private SmtpSettings smtp() {
        return new SmtpSettings(
                "mail", mail.host(), mail.port(), SmtpSettings.Security.PLAIN, null, "jenkins@example.com", null);
    }

    @Override
    public void close() throws Exception {
        if (delivery != null) {
            delivery.close();
        }
        slack.close();
        if (mail != null) {
            mail.close();
        }
    }

    SandboxSlack slack() {
        return slack;
    }

    SandboxMail mail() {
        return mail;
    }

    DeliveryContext context() {
        return delivery.context();
    }

    Notifier notifier() {
        return new Notifier(delivery.context());
    }

    <T extends DeliveryEvent> List<T> events(Class<T> type) {
        return delivery.events(type);
    }

    /** @param languages code by channel, address or domain, as the team has them in {@code storefront.yaml} */
    void teamReads(Map<String, String> languages) throws Exception {
        new TeamSays(Map.of(), languages).keep(delivery.context().release());
    }

    void happens(DeliveryEvent event) {
        delivery.context().events().publish(event);
    }

    void opened(String id, String environment) {
        happens(new DeploymentOpened(T, id, "Deploy", environment, UndoPolicy.NEVER));
    }

    void closed(String id, Outcome outcome) {
        happens(new DeploymentClosed(T, id, outcome, outcome.bad() ? "payment crashes" : ""));
    }

    /** What was posted there, oldest first. */
    List<SandboxSlack.Message> in(String channel) {
        return slack.messages().stream()
                .filter(one -> one.channel().equals(channel))
                .toList();
    }

    void awaitMessages(String channel, int count) {
        soon().until(() -> in(channel).size() >= count);
    }

    /** Waits for what desk and outbox do, on their own threads. */
    static ConditionFactory soon() {
        return await().atMost(SOON);
    }
}
