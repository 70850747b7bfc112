package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How Jakarta Mail reaches one mail server (org.eclipse.angus.mail.smtp, "properties"). STARTTLS is required and never only tried, and
 * the server's name is compared with its certificate.
 */
final class SmtpProperties {
    private final SmtpSettings settings;
    private final boolean login;
    private final OutgoingProxy proxy;

    SmtpProperties(SmtpSettings settings, boolean login, OutgoingProxy proxy) {
        this.settings = settings;
        this.login = login;
        this.proxy = proxy;
    }

    String protocol() {
        return settings.security() == SmtpSettings.Security.TLS ? "smtps" : "smtp";
    }

    /** @param timeoutMillis of connecting, and of each answer */
    Properties properties(int timeoutMillis) throws DeliveryException {
        String prefix = "mail." + protocol() + ".";
        Properties properties = new Properties();
        String limit = Integer.toString(timeoutMillis);
        properties.put(prefix + "connectiontimeout", limit);
        properties.put(prefix + "timeout", limit);
        properties.put(prefix + "writetimeout", limit);
        // The mail is the server's once it is taken: whoever waits for goodbye sends it again when killed meanwhile
        properties.put(prefix + "quitwait", "false");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        // Else a server that the configured CA does not vouch for is tried again with those that Java trusts
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(prefix + "auth", Boolean.toString(login));
        if (login) {
            mechanism(properties, prefix);
        }
        if (settings.security() == SmtpSettings.Security.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        if (settings.throughProxy()) {
            proxy.to(settings.host()).ifPresent(found -> through(found, properties, prefix));
        }
        if (settings.caCertificate() != null) {
            try {
                properties.put(
                        prefix + "ssl.socketFactory",
                        trusting(settings.caCertificate()).getSocketFactory());
            } catch (GeneralSecurityException | IOException e) {
                throw new DeliveryException(
                        "mail server " + settings.host() + ":" + settings.port()
                                + ": its CA certificate cannot be read: " + e.getMessage(),
                        e);
            }
        }
        return properties;
    }

    private void mechanism(Properties properties, String prefix) {
        switch (settings.login()) {
            case ANY -> properties.put(prefix + "auth.mechanisms", "LOGIN PLAIN");
            case PLAIN, LOGIN, XOAUTH2 ->
                properties.put(prefix + "auth.mechanisms", settings.login().name());
            case CRAM_MD5 -> { // by the JDK's own SASL: Angus has no mechanism of that name
                properties.put(prefix + "sasl.enable", "true");
                properties.put(prefix + "sasl.mechanisms", "CRAM-MD5");
                properties.put(prefix + "auth.mechanisms", "CRAM-MD5");
            }
        }
    }

    private static void through(OutgoingProxy.HttpProxy found, Properties properties, String prefix) {
        properties.put(prefix + "proxy.host", found.host());
        properties.put(prefix + "proxy.port", Integer.toString(found.port()));
        if (found.user() != null) {
            properties.put(prefix + "proxy.user", found.user());
            properties.put(
                    prefix + "proxy.password",
                    found.password() == null ? "" : found.password().reveal());
        }
    }

    private static SSLContext trusting(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int index = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            store.setCertificateEntry("ca-" + index++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
