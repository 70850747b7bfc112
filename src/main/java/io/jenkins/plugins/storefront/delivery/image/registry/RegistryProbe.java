package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;

/** Finds out whether a registry answers at an address and takes the login. Changes nothing. */
public final class RegistryProbe {
    private static final RegistryHttp.Patience ONCE =
            new RegistryHttp.Patience(0, Duration.ofMillis(1), Duration.ofMillis(2));

    private RegistryProbe() {}

    /** What a registry did with the login that we have. */
    public enum Login {
        /** It asked for one and took it. */
        ACCEPTED,
        /** There is one, but the registry lets everybody in and did not look at it. */
        NOT_ASKED,
        /** There is none, and none was needed to get this far. */
        ANONYMOUS
    }

    /**
     * Asks {@code /v2/}, as the OCI distribution specification has it (1.1, "Determining Support"), once.
     *
     * @throws DeliveryException if nothing answers, TLS fails, the login is refused, or what answers is no registry
     */
    public static Login of(RegistryAccess access, Clock clock) throws DeliveryException, InterruptedException {
        RegistryHttp http = new RegistryHttp(access, clock, ONCE);
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
}
