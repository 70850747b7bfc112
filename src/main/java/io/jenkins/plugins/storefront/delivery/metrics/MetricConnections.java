package io.jenkins.plugins.storefront.delivery.metrics;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.settings.MetricsSettings;
import io.jenkins.plugins.storefront.delivery.tls.Trust;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Opens the connections that an admin configured. */
public final class MetricConnections {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private MetricConnections() {}

    /**
     * The source of that name, with the rights of the run; nothing is asked of it yet.
     *
     * @param name as configured, or null for the first one
     */
    public static MetricSource open(String name, DeliveryContext delivery) throws DeliveryException {
        MetricsSettings settings = delivery.settings().metrics(name);
        return source(settings, login(settings, delivery.secrets()), delivery.proxy());
    }

    private static MetricSource source(MetricsSettings settings, Credential login, OutgoingProxy proxy)
            throws DeliveryException {
        return new Prometheus(
                settings.url(),
                login,
                Trust.with(settings.caCertificate(), "the metrics connection " + settings.name()),
                proxy,
                RETRY);
    }

    private static Credential login(MetricsSettings settings, SecretStore secrets) throws DeliveryException {
        if (settings.credentialsId() == null) {
            return null;
        }
        try {
            return secrets.find(settings.credentialsId(), Credential.Text.class, settings.url());
        } catch (DeliveryException e) {
            if (!secrets.known(Credential.UserPassword.class).contains(settings.credentialsId())) {
                throw e;
            }
            return secrets.find(settings.credentialsId(), Credential.UserPassword.class, settings.url());
        }
    }

    /** Asks for what every Prometheus can say, and says what came. Blocks. */
    public static String test(MetricsSettings settings, Credential login, OutgoingProxy proxy, Clock clock)
            throws DeliveryException, InterruptedException {
        Instant now = clock.instant();
        source(settings, login, proxy).samples("vector(1)", now.minusSeconds(10), now, Duration.ofSeconds(10));
        return settings.url() + " answers queries";
    }
}
