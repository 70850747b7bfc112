package io.jenkins.plugins.storefront.adopted;

import hudson.ProxyConfiguration;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The proxy of Manage Jenkins » System, with its exceptions. */
public final class JenkinsProxy implements OutgoingProxy {
    @Override
    public Optional<HttpProxy> to(String host) {
        ProxyConfiguration configured = Jenkins.get().getProxy();
        if (configured == null || host == null || isException(configured, host)) {
            return Optional.empty();
        }
        String user = configured.getUserName();
        return Optional.of(new HttpProxy(
                configured.getName(),
                configured.getPort(),
                user == null || user.isEmpty() ? null : user,
                Secret.of(hudson.util.Secret.toString(configured.getSecretPassword()))));
    }

    private static boolean isException(ProxyConfiguration configured, String host) {
        return configured.getNoProxyHostPatterns().stream()
                .anyMatch(pattern -> pattern.matcher(host).matches());
    }
}
