package io.jenkins.plugins.storefront.delivery.settings;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything an admin configured, as one immutable value. Each list may be empty; names are unique in their list.
 */
public record Settings(
        List<RegistrySettings> registries,
        List<SlackSettings> slack,
        List<SmtpSettings> smtp,
        List<Environment> environments,
        List<ClusterSettings> clusters,
        List<WebhookSettings> webhooks,
        NoticeSettings notices,
        List<MetricsSettings> metrics) {
    public Settings {
        registries = List.copyOf(registries);
        slack = List.copyOf(slack);
        smtp = List.copyOf(smtp);
        environments = List.copyOf(environments);
        clusters = List.copyOf(clusters);
        webhooks = List.copyOf(webhooks);
        metrics = List.copyOf(metrics);
    }

    /** Settings without webhooks and metrics, that say nothing of notices. */
    public Settings(
            List<RegistrySettings> registries,
            List<SlackSettings> slack,
            List<SmtpSettings> smtp,
            List<Environment> environments,
            List<ClusterSettings> clusters) {
        this(registries, slack, smtp, environments, clusters, List.of(), NoticeSettings.NONE, List.of());
    }

    /** The same with these webhooks. */
    public Settings with(List<WebhookSettings> others) {
        return new Settings(registries, slack, smtp, environments, clusters, others, notices, metrics);
    }

    /** The same with other notices. */
    public Settings with(NoticeSettings others) {
        return new Settings(registries, slack, smtp, environments, clusters, webhooks, others, metrics);
    }

    /** The same with these metrics connections. */
    public Settings withMetrics(List<MetricsSettings> connections) {
        return new Settings(registries, slack, smtp, environments, clusters, webhooks, notices, connections);
    }

    public static Settings empty() {
        return new Settings(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /**
     * These settings, and behind them what {@code parent} has under other names. What comes first here stays first, so where a
     * step names no connection the nearest one is taken. An environment that the parent restricts stays restricted here.
     */
    public Settings over(Settings parent) {
        return new Settings(
                over(registries, parent.registries, RegistrySettings::host),
                over(slack, parent.slack, SlackSettings::name),
                over(smtp, parent.smtp, SmtpSettings::name),
                over(stillRestricted(parent), parent.environments, Environment::name),
                over(clusters, parent.clusters, ClusterSettings::name),
                over(webhooks, parent.webhooks, WebhookSettings::name),
                notices.over(parent.notices),
                over(metrics, parent.metrics, MetricsSettings::name));
    }

    private List<Environment> stillRestricted(Settings parent) {
        Set<String> restricted = parent.environments.stream()
                .filter(Environment::restricted)
                .map(Environment::name)
                .collect(Collectors.toSet());
        return environments.stream()
                .map(one -> restricted.contains(one.name())
                        ? new Environment(one.name(), one.tier(), one.cluster(), one.namespace(), one.undo(), true)
                        : one)
                .toList();
    }

    private static <T> List<T> over(List<T> own, List<T> parents, Function<T, String> naming) {
        Set<String> named = own.stream().map(naming).collect(Collectors.toSet());
        return Stream.concat(own.stream(), parents.stream().filter(one -> !named.contains(naming.apply(one))))
                .toList();
    }

    /** The environment of that name; it has a cluster. */
    public Environment environment(String name) throws DeliveryException {
        Environment found = pick("environment", name, environments, Environment::name);
        need(found.cluster(), "environment", found.name(), "cluster", null);
        return found;
    }

    /** The Slack connection of that name, or the first one where {@code name} is null; it has a credential. */
    public SlackSettings slack(String name) throws DeliveryException {
        SlackSettings found = pick("Slack connection", name, slack, SlackSettings::name);
        need(found.credentialsId(), "Slack connection", found.name(), "credentialsId", "Slack");
        return found;
    }

    /** The SMTP connection of that name, or the first one where {@code name} is null; it has a host and a sender. */
    public SmtpSettings smtp(String name) throws DeliveryException {
        SmtpSettings found = pick("SMTP connection", name, smtp, SmtpSettings::name);
        need(found.host(), "SMTP connection", found.name(), "host", "Mailer");
        need(found.from(), "SMTP connection", found.name(), "from", null);
        return found;
    }

    /** The webhook of that name, or the first one where {@code name} is null; it has a credential. */
    public WebhookSettings webhook(String name) throws DeliveryException {
        WebhookSettings found = pick("webhook", name, webhooks, WebhookSettings::name);
        need(found.credentialsId(), "webhook", found.name(), "credentialsId", null);
        return found;
    }

    /** The cluster of that name. */
    public ClusterSettings cluster(String name) throws DeliveryException {
        return pick("cluster", name, clusters, ClusterSettings::name);
    }

    /** The metrics connection of that name, or the first one where {@code name} is null; it has a URL. */
    public MetricsSettings metrics(String name) throws DeliveryException {
        MetricsSettings found = pick("metrics connection", name, metrics, MetricsSettings::name);
        need(found.url(), "metrics connection", found.name(), "url", null);
        return found;
    }

    /**
     * An admin may save a form that is not filled in; who uses it is told what is missing.
     *
     * @param plugin whose setting may stand there instead, and which may be gone by now; or null
     */
    private static void need(String value, String what, String name, String field, String plugin)
            throws DeliveryException {
        if (value == null) {
            throw new DeliveryException("the " + what + " '" + name + "' has no " + field
                    + "; an admin sets it under Manage Jenkins » Storefront"
                    + (plugin == null ? "" : ", or in the " + plugin + " plugin where it is taken from there")
                    + " (in the local runner: in config.yaml)");
        }
    }

    private static <T> T pick(String what, String name, List<T> all, Function<T, String> naming)
            throws DeliveryException {
        if (all.isEmpty()) {
            throw new DeliveryException(
                    "no " + what + " is configured; an admin adds one under Manage Jenkins » Storefront"
                            + " (in the local runner: in config.yaml)");
        }
        if (name == null) {
            return all.get(0);
        }
        List<String> names = all.stream().map(naming).toList();
        return all.stream()
                .filter(one -> naming.apply(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new DeliveryException("there is no " + what + " '" + name + "'"
                        + Nearest.hintOrStop(name, names) + " Configured: " + String.join(", ", names)));
    }
}
