package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class OwnAuthorityTest {
    private static String somePem() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        X509Certificate some = ((X509TrustManager) trust.getTrustManagers()[0]).getAcceptedIssuers()[0];
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(some.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Jakarta Mail would connect again, and then trust whom Java trusts. */
    @Test
    void aHandshakeThatFailsWithTheConfiguredAuthorityIsNotTriedWithAnyOther() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                while (!server.isClosed()) {
                    try (Socket client = server.accept()) {
                        connections.incrementAndGet(); // before the client can see it close
                    } catch (IOException e) {
                        // the test is over
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
            SmtpSettings settings = new SmtpSettings(
                    "own",
                    "127.0.0.1",
                    server.getLocalPort(),
                    SmtpSettings.Security.TLS,
                    null,
                    "jenkins@example.com",
                    somePem());
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> SmtpProbe.of(settings, null, OutgoingProxy.NONE))
                    .withMessageContaining("mail server 127.0.0.1:");
            assertThat(connections).hasValue(1);
        }
    }
}
