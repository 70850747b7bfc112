package io.jenkins.plugins.storefront.config;

import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the admin's configuration and a folder's have in common: six lists. */
public final class ConnectionLists {
    private ConnectionLists() {}

    /** As the engine wants them; a copy, so later changes do not reach deliveries under way. */
    public static Settings settings(
            List<ClusterConnection> clusters,
            List<RegistryConnection> registries,
            List<SlackConnection> slack,
            List<SmtpConnection> smtp,
            List<WebhookConnection> webhooks,
            List<ReleaseEnvironment> environments) {
        return new Settings(
                        registries.stream().map(RegistryConnection::toSettings).toList(),
                        slack.stream().map(SlackConnection::toSettings).toList(),
                        smtp.stream().map(SmtpConnection::toSettings).toList(),
                        environments.stream()
                                .map(ReleaseEnvironment::toSettings)
                                .toList(),
                        clusters.stream().map(ClusterConnection::toSettings).toList())
                .with(webhooks.stream().map(WebhookConnection::toSettings).toList());
    }

    /** A list to keep. XStream writes an {@code ArrayList}; Jenkins refuses the JDK's immutable lists (JEP-200). */
    public static <T> List<T> keep(String what, List<T> given, Function<T, String> naming) {
        List<T> kept = given == null ? new ArrayList<>() : new ArrayList<>(given);
        Rules.requireUnique(what, kept.stream().map(naming).toList());
        return kept;
    }
}
