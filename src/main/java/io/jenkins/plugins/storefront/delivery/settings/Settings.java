package io.jenkins.plugins.storefront.delivery.settings;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.List;
import java.util.function.Function;

/**
 * Everything an admin configured, as one immutable value. Each list may be empty; names are unique in their list.
 */
public record Settings(
        List<RegistrySettings> registries,
        List<SlackSettings> slack,
        List<SmtpSettings> smtp,
        List<Environment> environments,
        List<ClusterSettings> clusters) {
    public Settings {
        registries = List.copyOf(registries);
        slack = List.copyOf(slack);
        smtp = List.copyOf(smtp);
        environments = List.copyOf(environments);
        clusters = List.copyOf(clusters);
    }

    public static Settings empty() {
        return new Settings(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** The environment of that name. */
    public Environment environment(String name) throws DeliveryException {
        return pick("environment", name, environments, Environment::name);
    }

    /** The Slack connection of that name, or the first one where {@code name} is null. */
    public SlackSettings slack(String name) throws DeliveryException {
        return pick("Slack connection", name, slack, SlackSettings::name);
    }

    /** The SMTP connection of that name, or the first one where {@code name} is null. */
    public SmtpSettings smtp(String name) throws DeliveryException {
        return pick("SMTP connection", name, smtp, SmtpSettings::name);
    }

    /** The cluster of that name. */
    public ClusterSettings cluster(String name) throws DeliveryException {
        return pick("cluster", name, clusters, ClusterSettings::name);
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
