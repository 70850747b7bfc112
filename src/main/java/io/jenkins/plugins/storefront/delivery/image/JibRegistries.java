package io.jenkins.plugins.storefront.delivery.image;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryImage;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryProblem;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryRelay;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * The registries of one Jib build. Jib trusts what the JVM trusts, sends no login without TLS, and knows one leave for plain HTTP for
 * all registries; where that is not enough, it speaks to a {@link RegistryRelay} each.
 */
final class JibRegistries implements AutoCloseable {
    private final Map<String, RegistryRelay> relays = new LinkedHashMap<>();
    private final RegistryAccess target;
    private final RegistryAccess base;
    private final boolean plain;

    /** @param base or null */
    JibRegistries(RegistryAccess target, RegistryAccess base) throws DeliveryException, IOException {
        this.target = target;
        this.base = base;
        boolean relayed =
                needsRelay(target) || base != null && (needsRelay(base) || base.plainHttp() != target.plainHttp());
        this.plain = relayed || target.plainHttp();
        if (relayed) {
            relays.put(target.host(), new RegistryRelay(target, Clock.systemUTC()));
            if (base != null && !base.host().equals(target.host())) {
                relays.put(base.host(), new RegistryRelay(base, Clock.systemUTC()));
            }
        }
    }

    private static boolean needsRelay(RegistryAccess access) {
        return access.caCertificate() != null || access.plainHttp() && access.hasLogin();
    }

    /** Whether Jib may speak without TLS: to relays, or to registries that are all allowed to. */
    boolean plain() {
        return plain;
    }

    /** An image as Jib has to call it. */
    RegistryImage image(String reference, RegistryAccess access) throws InvalidImageReferenceException {
        RegistryRelay relay = relays.get(access.host());
        if (relay != null) {
            return RegistryImage.named(
                    relay.name(reference.substring(access.host().length() + 1)));
        }
        RegistryImage image = RegistryImage.named(reference);
        return access.hasLogin()
                ? image.addCredential(access.user(), access.password().reveal())
                : image;
    }

    /** What went wrong, in one line, in terms of the registries themselves. */
    String explain(Throwable e) {
        for (Map.Entry<String, RegistryRelay> relay : relays.entrySet()) {
            if (relay.getValue().problem() != null) {
                return relay.getValue().problem().getMessage();
            }
        }
        for (Throwable one = e; one != null; one = one.getCause()) {
            if (one instanceof ConnectException || one instanceof UnknownHostException || one instanceof SSLException) {
                IOException broken = (IOException) one;
                return RegistryProblem.failed(meant(broken), "build", broken).getMessage();
            }
        }
        String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").trim();
        for (Map.Entry<String, RegistryRelay> relay : relays.entrySet()) {
            text = text.replace(relay.getValue().name(""), relay.getKey() + "/");
        }
        return text;
    }

    /** The registry that the message of a broken connection names. */
    private RegistryAccess meant(IOException e) {
        String host = base == null ? null : base.host().replaceFirst(":\\d+$", "");
        return host != null && String.valueOf(e.getMessage()).contains(host) ? base : target;
    }

    @Override
    public void close() {
        relays.values().forEach(RegistryRelay::close);
    }
}
