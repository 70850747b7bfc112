package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.settings.RegistrySettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.io.Serializable;
import java.util.Optional;

/**
 * How to reach one registry, its login resolved. It travels to agents inside tasks, and is never persisted.
 *
 * @param host host and port as image references have them
 * @param plainHttp whether the registry is spoken to without TLS
 * @param caCertificate PEM of authorities to trust besides the JVM's own, or null
 * @param credentialsId where the login came from, for messages, or null where it is the agent's own
 * @param user or null for anonymous access
 * @param password null with {@code user}
 */
public record RegistryAccess(
        String host, boolean plainHttp, String caCertificate, String credentialsId, String user, Secret password)
        implements Serializable {
    /** Docker Hub's name in image references, and the host that its registry answers on. */
    private static final String DOCKER_HUB = "docker.io";

    private static final String DOCKER_HUB_HOST = "registry-1.docker.io";

    /** User name that stands for a password which is a token to get tokens by (docker/docker-credential-helpers). */
    static final String TOKEN_USER = "<token>";

    /** Reaches a registry without a login, over TLS unless it is on this machine. */
    public static RegistryAccess anonymous(String host) {
        return new RegistryAccess(host, isLoopback(host), null, null, null, null);
    }

    /**
     * What the admin configured for {@code host}, with the login that {@code credentialsId} names, or else the configured one.
     *
     * @param credentialsId of the step, or null
     * @throws DeliveryException if there is no such credential
     */
    public static RegistryAccess of(String host, String credentialsId, Settings settings, SecretStore secrets)
            throws DeliveryException {
        Optional<RegistrySettings> configured = settings.registries().stream()
                .filter(one -> one.host().equals(host))
                .findFirst();
        String ca = configured
                .map(RegistrySettings::caCertificate)
                .filter(pem -> !pem.isBlank())
                .orElse(null);
        boolean plain = configured.map(RegistrySettings::plainHttp).orElse(false) || (ca == null && isLoopback(host));
        String id = credentialsId != null
                ? credentialsId
                : configured.map(RegistrySettings::credentialsId).orElse(null);
        if (id == null) {
            return new RegistryAccess(host, plain, ca, null, null, null);
        }
        String purpose = (plain ? "http://" : "https://") + host;
        Credential.UserPassword login = secrets.find(id, Credential.UserPassword.class, purpose);
        return new RegistryAccess(host, plain, ca, id, login.user(), login.password());
    }

    /** Whether the name can only mean this machine. */
    public static boolean isLoopback(String host) {
        String name = host.replaceFirst(":\\d+$", "");
        return name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.\\d{1,3}){3}");
    }

    /** The same with the agent's own login. */
    RegistryAccess with(String agentsUser, Secret agentsPassword) {
        return new RegistryAccess(host, plainHttp, caCertificate, null, agentsUser, agentsPassword);
    }

    public boolean hasLogin() {
        return user != null;
    }

    /** The address that requests begin with, without a slash at its end. */
    public String baseUrl() {
        return (plainHttp ? "http://" : "https://") + (host.equals(DOCKER_HUB) ? DOCKER_HUB_HOST : host);
    }
}
