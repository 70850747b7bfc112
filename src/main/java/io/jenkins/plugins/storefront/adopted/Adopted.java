package io.jenkins.plugins.storefront.adopted;

import hudson.model.ItemGroup;
import hudson.model.User;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/**
 * What the Kubernetes, Slack and Mailer plugins are set to, where they are installed. Their types are touched in one class each, which
 * is loaded here and nowhere else, so removing a plugin leaves the rest working.
 */
public final class Adopted {
    private Adopted() {}

    /** Names of the Kubernetes clouds that items of this group may use; empty without that plugin. */
    public static List<String> clouds(ItemGroup<?> group) {
        return ifInstalled(() -> KubernetesClouds.names(Jenkins.get(), group)).orElse(List.of());
    }

    /** The address and login of the cloud that {@code cluster} names. */
    public static ClusterSettings cluster(ClusterSettings cluster, ItemGroup<?> group) throws DeliveryException {
        try {
            return KubernetesClouds.settings(cluster, Jenkins.get(), group);
        } catch (NoClassDefFoundError e) {
            throw new DeliveryException(
                    "it takes its settings from the cloud '" + cluster.kubernetesCloud()
                            + "', but the Kubernetes plugin is not installed",
                    e);
        }
    }

    /** The Slack plugin's workspace; empty without that plugin. */
    public static Optional<SlackWorkspace> slack() {
        return ifInstalled(SlackPlugin::workspace);
    }

    /** The Mailer plugin's server; empty without that plugin. */
    public static Optional<MailerServer> mailer() {
        return ifInstalled(MailerPlugin::server);
    }

    /**
     * The Mailer plugin's login.
     *
     * @param purpose must be {@link MailerServer#purpose()}
     */
    public static Credential.UserPassword mailerLogin(String purpose) throws DeliveryException {
        try {
            return MailerPlugin.login(purpose);
        } catch (NoClassDefFoundError e) {
            throw new DeliveryException("this mail server is the Mailer plugin's, which is not installed", e);
        }
    }

    /** A user's mail address as the Mailer plugin keeps it; empty where there is none, or without that plugin. */
    public static Optional<String> address(User user) {
        return ifInstalled(() -> Optional.ofNullable(MailerPlugin.address(user)))
                .flatMap(one -> one);
    }

    private static <T> Optional<T> ifInstalled(Supplier<T> ask) {
        try {
            return Optional.of(ask.get());
        } catch (NoClassDefFoundError e) {
            return Optional.empty();
        }
    }
}
