package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;

/** Finds out whether a registry answers at an address, takes the login, and lets a repository be read and written. Changes nothing. */
public final class RegistryProbe {
    private static final RegistryHttp.Patience ONCE =
            new RegistryHttp.Patience(0, Duration.ofMillis(1), Duration.ofMillis(2));

    private final RegistryHttp http;

    /** @param proxy or null for what this process uses by default */
    public RegistryProbe(RegistryAccess access, Clock clock, OutgoingProxy proxy) throws DeliveryException {
        http = new RegistryHttp(access, clock, ONCE, proxy);
    }

    /** What a registry did with the login that we have. */
    public enum Login {
        /** It asked for one and took it. */
        ACCEPTED,
        /** There is one, but the registry lets everybody in and did not look at it. */
        NOT_ASKED,
        /** There is none, and none was needed to get this far. */
        ANONYMOUS
    }

    /** What a login may do with a repository. */
    public enum Rights {
        NONE,
        PULL,
        PUSH,
        /** The registry does not know the repository; some make it at the first push, others want it made. */
        NO_REPOSITORY
    }

    /**
     * Asks {@code /v2/}, as the OCI distribution specification has it (1.1, "Determining Support"), once.
     *
     * @throws DeliveryException if nothing answers, TLS fails, the login is refused, or what answers is no registry
     */
    public Login login() throws DeliveryException, InterruptedException {
        RegistryAccess access = http.access();
        String doing = "ask for its version";
        HttpResponse<InputStream> response = http.send(new RegistryRequest("GET", http.uri("/v2/"), ""), doing);
        String body = RegistryHttp.errorText(response);
        int status = response.statusCode();
        boolean registry = status == 200
                && (body.isBlank()
                        || body.strip().startsWith("{")
                        || response.headers()
                                .firstValue("Docker-Distribution-Api-Version")
                                .isPresent());
        if (status == 200 && !registry || status == 404) {
            throw new DeliveryException(
                    "what answers at " + access.baseUrl() + " is no image registry; check host and port");
        } else if (status != 200) {
            throw RegistryProblem.answered(access, doing, "", status, body);
        }
        return http.loggedIn() ? Login.ACCEPTED : access.hasLogin() ? Login.NOT_ASKED : Login.ANONYMOUS;
    }

    /** Begins an upload to a repository and cancels it; where that is refused, asks for its tags. */
    public Rights rights(String repository) throws DeliveryException, InterruptedException {
        if (status("POST", "/v2/" + repository + "/blobs/uploads/", repository) == 202) {
            return Rights.PUSH;
        }
        int read = status("GET", "/v2/" + repository + "/tags/list?n=1", repository);
        return read == 200 ? Rights.PULL : read == 404 ? Rights.NO_REPOSITORY : Rights.NONE;
    }

    /** The status of the answer; 401 where the registry asks for more than we have. */
    private int status(String method, String path, String repository) throws DeliveryException, InterruptedException {
        HttpResponse<InputStream> response;
        try {
            response = http.send(new RegistryRequest(method, http.uri(path), repository), "try " + repository);
        } catch (DeliveryException refused) {
            return 401; // the login itself was tried before
        }
        RegistryHttp.errorText(response);
        String upload = response.headers().firstValue("Location").orElse(null);
        if (response.statusCode() == 202 && upload != null) {
            RegistryHttp.errorText(
                    http.send(new RegistryRequest("DELETE", http.location(upload), repository), "cancel an upload"));
        }
        return response.statusCode();
    }
}
