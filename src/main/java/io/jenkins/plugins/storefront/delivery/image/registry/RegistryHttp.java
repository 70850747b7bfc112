package io.jenkins.plugins.storefront.delivery.image.registry;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Sends requests to one registry: logs in when asked to, follows redirects without giving the login away, and repeats what
 * failed for now (429, 5xx, broken connections), waiting as long as {@code Retry-After} asks. Thread-safe.
 */
final class RegistryHttp {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Set<Integer> BUSY = Set.of(429, 500, 502, 503, 504);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;
    /** Longest error text read, in bytes. */
    private static final int LONGEST_ERROR = 16 << 10;

    private final RegistryAccess access;
    private final HttpClient.Builder clients;
    private final HttpClient client;
    private final RegistryLogin login;
    private final Clock clock;
    private final Patience patience;
    private final OutgoingProxy proxy;
    private final RetryPolicy<Object> retries;

    /** How often and how patiently a request is repeated. */
    record Patience(int retries, Duration first, Duration longest) {
        static final Patience USUAL = new Patience(4, Duration.ofMillis(500), Duration.ofSeconds(60));
    }

    /** @param proxy null for what this process uses by default */
    RegistryHttp(RegistryAccess access, Clock clock, Patience patience, OutgoingProxy proxy) throws DeliveryException {
        this.access = access;
        this.clock = clock;
        this.patience = patience;
        this.proxy = proxy;
        this.clients = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (proxy != null) {
            proxy.usedBy(clients);
        }
        if (!access.plainHttp()) {
            clients.sslContext(RegistryTls.context(access));
        }
        this.client = clients.build();
        this.login = new RegistryLogin(access, client, clock, proxy);
        this.retries = RetryPolicy.builder()
                .handleIf(e -> e instanceof IOException
                        && !(e instanceof SSLException)
                        && !(e instanceof UnknownHostException)
                        && !(e.getCause() instanceof java.nio.channels.UnresolvedAddressException))
                .withMaxRetries(patience.retries())
                .withBackoff(patience.first(), patience.longest())
                .withJitter(0.2)
                .withDelayFnOn(
                        attempt -> {
                            Duration asked = ((BusyException) attempt.getLastException()).retryAfter();
                            // Jitter may take a fifth off; a registry is never asked before the time that it named
                            return asked == null
                                    ? Duration.ofMillis(-1)
                                    : asked.multipliedBy(5).dividedBy(4);
                        },
                        BusyException.class)
                .build();
    }

    RegistryAccess access() {
        return access;
    }

    /** Whether this registry asked for a login and took ours. */
    boolean loggedIn() {
        return access.hasLogin() && login.wasAsked();
    }

    URI uri(String pathAndQuery) {
        return URI.create(access.baseUrl() + pathAndQuery);
    }

    /**
     * Where the registry sends an upload to.
     *
     * @throws DeliveryException if that would be without the protection of TLS
     */
    URI location(String header) throws DeliveryException {
        URI to = URI.create(access.baseUrl()).resolve(header);
        if (!access.plainHttp() && !"https".equals(to.getScheme())) {
            throw new DeliveryException(
                    "the registry " + access.host()
                            + " sends uploads to an address without TLS; the proxy before it must set X-Forwarded-Proto: https");
        }
        return to;
    }

    /**
     * Sends a request and returns the answer, whatever its status but 401, 429 and 5xx; the caller reads and closes its body.
     *
     * @param doing what it is for, for messages, such as {@code push to shop/cart}
     */
    HttpResponse<InputStream> send(RegistryRequest request, String doing)
            throws DeliveryException, InterruptedException {
        return repeating(() -> once(request), doing);
    }

    /**
     * Does work that ends with an {@link IOException} where it may succeed if it is done again, and does it again as patiently as single
     * requests are repeated.
     */
    <T> T repeating(CheckedSupplier<T> work, String doing) throws DeliveryException, InterruptedException {
        try {
            return Failsafe.with(retries).get(work);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw (InterruptedException) new InterruptedException().initCause(e);
            } else if (e.getCause() instanceof DeliveryException problem) {
                throw new DeliveryException(problem.getMessage(), problem);
            } else if (e.getCause() instanceof IOException problem) {
                throw RegistryProblem.failed(access, doing, problem);
            }
            throw e;
        }
    }

    /** The text of an answer that is no success, cut where it is long; closes the answer. */
    static String errorText(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Sends a request once, but for the login that the registry asks for.
     *
     * @throws IOException if it may succeed when it is sent again
     */
    HttpResponse<InputStream> once(RegistryRequest request)
            throws IOException, InterruptedException, DeliveryException {
        boolean ours = URI.create(access.baseUrl())
                .getRawAuthority()
                .equals(request.uri().getRawAuthority());
        Optional<String> authorization = ours ? login.known(request) : Optional.empty();
        HttpResponse<InputStream> response = sendOnce(request, request.uri(), authorization);
        if (response.statusCode() == 401 && ours) {
            errorText(response);
            authorization = login.answer(request, response.headers().allValues("WWW-Authenticate"));
            if (authorization.isEmpty()) {
                throw RegistryProblem.refusedLogin(access);
            } else if (!request.isRepeatable()) {
                throw new BusyException(
                        401, "", Duration.ZERO); // its token has ended meanwhile; the new one is known now
            }
            response = sendOnce(request, request.uri(), authorization);
        }
        response = follow(request, response, authorization);
        if (response.statusCode() == 401) {
            String error = errorText(response);
            throw login.hasToken(request)
                    ? RegistryProblem.denied(access, request, error) // the token was granted without this right
                    : RegistryProblem.refusedLogin(access);
        }
        if (BUSY.contains(response.statusCode())) {
            throw busy(response);
        }
        return response;
    }

    /** What is thrown for an answer that asks for patience; that is a {@link DeliveryException} where it is more than there is. */
    private BusyException busy(HttpResponse<InputStream> response) throws DeliveryException {
        String body = errorText(response);
        Duration asked = RegistryProblem.retryAfter(response.headers(), clock);
        if (asked != null && asked.compareTo(patience.longest()) > 0) {
            throw RegistryProblem.askedToWait(access, response.statusCode(), response.headers(), asked);
        }
        return new BusyException(response.statusCode(), body, asked);
    }

    /** Follows redirects of downloads; another host (a storage service, mostly) does not get the login. */
    private HttpResponse<InputStream> follow(
            RegistryRequest request, HttpResponse<InputStream> first, Optional<String> authorization)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = first;
        URI at = request.uri();
        for (int i = 0; i < MOST_REDIRECTS && request.reads() && REDIRECTS.contains(response.statusCode()); i++) {
            errorText(response);
            URI to = at.resolve(response.headers().firstValue("Location").orElse(""));
            if (at.getScheme().equals("https") && !to.getScheme().equals("https")) {
                throw new IOException("it redirects from https to " + to.getScheme());
            }
            Optional<String> allowed =
                    to.getRawAuthority().equals(at.getRawAuthority()) ? authorization : Optional.empty();
            at = to;
            response = sendOnce(request, to, allowed);
        }
        return response;
    }

    private HttpResponse<InputStream> sendOnce(RegistryRequest request, URI uri, Optional<String> authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder http = HttpRequest.newBuilder(uri)
                .method(request.method(), request.body())
                .timeout(request.limit());
        request.headers().forEach(http::setHeader);
        authorization.ifPresent(value -> http.setHeader("Authorization", value));
        if (proxy != null) {
            proxy.logIn(http, uri);
        }
        // Each client has connections of its own
        HttpClient by = request.isAlone() ? clients.build() : client;
        return by.send(http.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** What manifests the engine understands, for {@code Accept}. */
    static final String MANIFESTS = String.join(
            ", ",
            List.of(
                    "application/vnd.oci.image.manifest.v1+json",
                    "application/vnd.oci.image.index.v1+json",
                    "application/vnd.docker.distribution.manifest.v2+json",
                    "application/vnd.docker.distribution.manifest.list.v2+json"));
}
