package io.jenkins.plugins.storefront.delivery.port;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Through which HTTP proxy another machine is reached. It is asked for each new client, as an admin may change it. Thread-safe. */
@FunctionalInterface
public interface OutgoingProxy {
    /** Machines are reached without a proxy. */
    OutgoingProxy NONE = host -> Optional.empty();

    /** The proxy for that host, or nothing where it is reached directly. */
    Optional<HttpProxy> to(String host);

    /**
     * One proxy.
     *
     * @param port 1 to 65535
     * @param user with {@code password}, or null
     */
    record HttpProxy(String host, int port, String user, Secret password) {
        /** Value of the header {@code Proxy-Authorization}; nothing where the proxy needs no login. */
        public Optional<String> authorization() {
            if (user == null) {
                return Optional.empty();
            }
            String login = user + ":" + (password == null ? "" : password.reveal());
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Lets clients of this builder use it. */
    default HttpClient.Builder usedBy(HttpClient.Builder builder) {
        return builder.proxy(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(to(uri.getHost()).map(OutgoingProxy::address).orElse(Proxy.NO_PROXY));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // The request itself fails with this
            }
        });
    }

    /**
     * Logs a request in at the proxy, where it needs a login. The JDK's client gives this header to the proxy only. (An authenticator of
     * the client would do the same, but it turns every answer 401 of a server into an exception.) For servers with TLS, Java must be
     * started with {@code -Djdk.http.auth.tunneling.disabledSchemes=}, as its default forbids this login there.
     */
    default HttpRequest.Builder logIn(HttpRequest.Builder request, URI uri) {
        to(uri.getHost())
                .flatMap(HttpProxy::authorization)
                .ifPresent(login -> request.setHeader("Proxy-Authorization", login));
        return request;
    }

    private static Proxy address(HttpProxy proxy) {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port()));
    }
}
