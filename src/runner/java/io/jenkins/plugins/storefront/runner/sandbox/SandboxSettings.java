package io.jenkins.plugins.storefront.runner.sandbox;

import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import io.jenkins.plugins.storefront.delivery.settings.RegistrySettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an admin configured, with every cluster, Slack, mail server and webhook replaced by the sandbox's: names stay, so Jenkinsfiles run. */
final class SandboxSettings {
    static final String CLUSTER_TOKEN = "storefront-sandbox-cluster";
    static final String SLACK_TOKEN = "storefront-sandbox-slack";

    static final String WEBHOOK_KEY = "storefront-sandbox-webhook-key";

    private static final String NAME = "sandbox";
    private static final String CHANNEL = "#releases";
    private static final String SENDER = "storefront@example.com";

    private final String clusterUrl;
    private final String registryHost;
    private final String slackUrl;
    private final String mailHost;
    private final int mailPort;

    SandboxSettings(String clusterUrl, String registryHost, String slackUrl, String mailHost, int mailPort) {
        this.clusterUrl = clusterUrl;
        this.registryHost = registryHost;
        this.slackUrl = slackUrl;
        this.mailHost = mailHost;
        this.mailPort = mailPort;
    }

    Settings over(Settings real) {
        List<RegistrySettings> registries = new ArrayList<>(real.registries());
        registries.add(new RegistrySettings(registryHost, null, true, null));
        return new Settings(
                        registries,
                        slack(real.slack()),
                        mail(real.smtp()),
                        environments(real),
                        clusters(real.clusters()))
                .with(webhooks(real.webhooks()));
    }

    /** Id of the credential with the address of that robot. */
    static String webhook(WebhookSettings.Kind kind) {
        return "storefront-sandbox-webhook-" + kind.name().toLowerCase(Locale.ROOT);
    }

    /** Where none is configured, there is one of each kind, called as its kind is. */
    private static List<WebhookSettings> webhooks(List<WebhookSettings> real) {
        return real.isEmpty()
                ? Arrays.stream(WebhookSettings.Kind.values())
                        .map(kind -> webhook(kind.name().toLowerCase(Locale.ROOT), kind, null))
                        .toList()
                : real.stream()
                        .map(one -> webhook(one.name(), one.kind(), one.language()))
                        .toList();
    }

    private static WebhookSettings webhook(String name, WebhookSettings.Kind kind, String language) {
        return new WebhookSettings(name, kind, webhook(kind), WEBHOOK_KEY, language);
    }

    private List<ClusterSettings> clusters(List<ClusterSettings> real) {
        List<ClusterSettings> all = new ArrayList<>();
        all.add(cluster(NAME, null));
        real.forEach(one -> all.add(cluster(one.name(), one.namespace())));
        return all;
    }

    private ClusterSettings cluster(String name, String namespace) {
        return new ClusterSettings(name, null, clusterUrl, null, false, CLUSTER_TOKEN, null, namespace);
    }

    /** Where none is configured, the usual three are there. */
    private static List<Environment> environments(Settings real) {
        return real.environments().isEmpty()
                ? List.of(
                        new Environment("production", Tier.PRODUCTION, NAME, null, UndoPolicy.NEVER),
                        new Environment("staging", Tier.STAGING, NAME, "staging", UndoPolicy.NEVER),
                        new Environment("test", Tier.TESTING, NAME, "test", UndoPolicy.NEVER))
                : real.environments();
    }

    private List<SlackSettings> slack(List<SlackSettings> real) {
        return real.isEmpty()
                ? List.of(new SlackSettings(NAME, SLACK_TOKEN, CHANNEL, slackUrl))
                : real.stream()
                        .map(one -> new SlackSettings(one.name(), SLACK_TOKEN, one.defaultChannel(), slackUrl))
                        .toList();
    }

    private List<SmtpSettings> mail(List<SmtpSettings> real) {
        return real.isEmpty()
                ? List.of(smtp(NAME, SENDER))
                : real.stream().map(one -> smtp(one.name(), one.from())).toList();
    }

    private SmtpSettings smtp(String name, String from) {
        return new SmtpSettings(name, mailHost, mailPort, SmtpSettings.Security.PLAIN, null, from, null);
    }
}
