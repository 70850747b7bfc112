package io.jenkins.plugins.storefront.delivery.tls;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The trust for one server: what the JVM trusts, and a private authority besides. */
public final class Trust {
    private Trust() {}

    /**
     * A context for it.
     *
     * @param pem certificates of private authorities, or null
     * @param server what is set up, for messages, such as {@code the registry example.com}
     */
    public static SSLContext with(String pem, String server) throws DeliveryException {
        try {
            if (pem == null) {
                return SSLContext.getDefault();
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate authority : authorities(pem, server)) {
                trusted.setCertificateEntry("authority-" + count++, authority);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(trusted), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new DeliveryException("TLS for " + server + " cannot be set up: " + e, e);
        }
    }

    private static List<Certificate> authorities(String pem, String server) throws DeliveryException {
        List<Certificate> all = new ArrayList<>();
        try {
            all.addAll(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
            if (all.isEmpty()) {
                throw new CertificateException("it holds none");
            }
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager known) {
                    for (X509Certificate authority : known.getAcceptedIssuers()) {
                        all.add(authority);
                    }
                }
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new DeliveryException(
                    "the CA certificate set for " + server + " is no PEM certificate; paste the text"
                            + " from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----",
                    e);
        }
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
