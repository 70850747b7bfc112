package io.jenkins.plugins.storefront.delivery.image.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in a sentence what went wrong between us and a registry, and what to do. */
public final class RegistryProblem {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** In the words of Amazon ECR, Harbor, Artifact Registry and Quay. */
    private static final Pattern IMMUTABLE =
            Pattern.compile("(?i)\\btags?\\b.*immutable|immutable.*\\btags?\\b|cannot be overwritten");

    private RegistryProblem() {}

    static DeliveryException refusedLogin(RegistryAccess access) {
        String registry = "the registry " + access.host();
        if (!access.hasLogin()) {
            return new DeliveryException(
                    registry + " asks for a login; give credentialsId, or let an admin set one for this registry");
        }
        return new DeliveryException(registry + " refused the login of '" + access.user() + "'; check "
                + (access.credentialsId() == null
                        ? "the agent's own Docker configuration, or give credentialsId"
                        : "user and password of the credential '" + access.credentialsId() + "'"));
    }

    /**
     * Of an answer that is no success.
     *
     * @param doing such as {@code push to shop/cart}
     * @param body the answer's, which holds the registry's own words where it follows the specification
     */
    static DeliveryException answered(RegistryAccess access, String doing, String repository, int status, String body) {
        Told told = Told.parse(body);
        String registry = "the registry " + access.host();
        if (status == 400 && body.contains("HTTP request to an HTTPS server")) {
            return new DeliveryException(registry + " speaks TLS, but it was spoken to without; set its CA certificate"
                    + " (and not plain HTTP) in the configuration");
        } else if (IMMUTABLE.matcher(body.replace(repository, "")).find()) {
            return new DeliveryException(
                    registry + " does not let a tag be moved: the tags of " + repository + " are immutable"
                            + told.inBrackets() + "; use a new tag for each image, or let its admin allow it");
        }
        return new DeliveryException(
                switch (status) {
                    case 401 -> refusedLogin(access).getMessage();
                    case 403 -> denied(access, doing, told);
                    case 404 -> missing(registry, doing, repository, told);
                    case 413 ->
                        registry + " refuses to " + doing + ": a layer is larger than it takes" + told.inBrackets()
                                + "; raise its limit or that of the proxy before it";
                    case 429 ->
                        registry + " has had too many requests" + told.inBrackets()
                                + "; log in for a higher limit, or try again later";
                    default ->
                        registry + " cannot " + doing + ": it answered " + status + told.inBrackets()
                                + (status >= 500 ? "; look into its log, or try again later" : "");
                });
    }

    private static String denied(RegistryAccess access, String doing, Told told) {
        return "the registry " + access.host() + " does not let "
                + (access.hasLogin() ? "'" + access.user() + "'" : "anybody without a login") + " " + doing
                + told.inBrackets()
                + "; check that the repository exists and that this login has the right, or use another credential";
    }

    /** Of a login that was accepted, but not for this. */
    static DeliveryException denied(RegistryAccess access, RegistryRequest request, String body) {
        String doing = (request.reads() ? "read " : "push to ") + request.repository();
        return new DeliveryException(denied(access, doing, Told.parse(body)));
    }

    /** Of a registry that wants to be left alone for longer than a build should wait. */
    static DeliveryException askedToWait(RegistryAccess access, int status, HttpHeaders headers, Duration asked) {
        String limit = headers.firstValue("RateLimit-Limit")
                .map(value -> " (its limit: " + oneLine(value) + ")")
                .orElse("");
        return new DeliveryException("the registry " + access.host()
                + (status == 429 ? " has had too many requests" + limit : " is not available")
                + " and asks to wait " + words(asked)
                + (status == 429 && !access.hasLogin() ? "; log in for a higher limit" : "; run it again then"));
    }

    private static String words(Duration time) {
        return time.toMinutes() < 2
                ? time.toSeconds() + " s"
                : time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
    }

    private static String missing(String registry, String doing, String repository, Told told) {
        return switch (told.code()) {
            case "NAME_UNKNOWN" ->
                registry + " has no repository " + repository + told.inBrackets()
                        + "; create it there first, or check the image's name";
            case "BLOB_UPLOAD_UNKNOWN" ->
                registry + " forgets uploads to " + repository + told.inBrackets()
                        + "; where several of its processes are behind one address, they need one storage and one"
                        + " http.secret";
            case "BLOB_UNKNOWN", "MANIFEST_BLOB_UNKNOWN" ->
                registry + " lost a layer of " + repository
                        + " while it was pushed" + told.inBrackets()
                        + "; run the build again, and check that nothing cleans the registry up meanwhile";
            default ->
                registry + " cannot " + doing + ": it answered 404" + told.inBrackets()
                        + "; check that the name is right and that a registry answers at this address";
        };
    }

    /**
     * Of a connection that failed.
     *
     * @param doing what was tried, as in "the registry cannot …"
     */
    public static DeliveryException failed(RegistryAccess access, String doing, IOException e) {
        String registry = "the registry " + access.host();
        if (e instanceof BusyException busy) {
            return answered(access, doing, doing.replaceFirst(".* ", ""), busy.status(), busy.body());
        } else if (e instanceof SSLException) {
            return new DeliveryException(tls(access, e), e);
        } else if (e instanceof HttpConnectTimeoutException || e instanceof HttpTimeoutException) {
            return new DeliveryException(
                    registry + " did not answer in time (to " + doing
                            + "); check that it is up and that no firewall is in between",
                    e);
        } else if (hasCause(e, UnknownHostException.class) || hasCause(e, UnresolvedAddressException.class)) {
            return new DeliveryException(
                    "there is no host '" + access.host() + "'; check the registry's name in the image reference", e);
        } else if (e instanceof ConnectException) {
            return new DeliveryException(
                    "nothing listens on " + access.host()
                            + "; check that the registry is up and that host and port are right",
                    e);
        }
        return new DeliveryException(
                "the connection to " + registry + " broke (to " + doing + "): "
                        + oneLine(String.valueOf(e.getMessage())),
                e);
    }

    private static String tls(RegistryAccess access, IOException e) {
        String why = String.valueOf(e.getMessage());
        if (why.contains("unrecognized SSL message") || why.contains("plaintext connection")) {
            return "the registry " + access.host()
                    + " does not speak TLS; if that is intended, let an admin set plain HTTP for it";
        } else if (why.contains("PKIX") || why.contains("unable to find valid certification path")) {
            return "the certificate of the registry " + access.host()
                    + " is of an unknown authority; let an admin set its CA certificate in the registry's configuration";
        } else if (why.contains("No subject alternative") || why.contains("No name matching")) {
            return "the certificate of the registry " + access.host()
                    + " is for another name; use the name that the certificate has, or renew it";
        }
        return "TLS with the registry " + access.host() + " failed: " + oneLine(why);
    }

    /** What {@code Retry-After} asks for (RFC 9110, 10.2.3), or null. */
    static Duration retryAfter(HttpHeaders headers, Clock clock) {
        String value = headers.firstValue("Retry-After")
                .or(() -> headers.firstValue("RateLimit-Reset")) // draft-ietf-httpapi-ratelimit-headers, seconds
                .orElse("")
                .trim();
        if (value.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable one = e; one != null; one = one.getCause()) {
            if (type.isInstance(one)) {
                return true;
            }
        }
        return false;
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").trim();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    /** The first error of the registry's answer. */
    private record Told(String code, String message) {
        static Told parse(String body) {
            try {
                JsonNode error = JSON.readTree(body).path("errors").path(0);
                return new Told(
                        error.path("code").asText(""),
                        oneLine(error.path("message").asText("")));
            } catch (JsonProcessingException e) {
                return new Told("", "");
            }
        }

        String inBrackets() {
            return code.isEmpty() ? "" : " (" + code + (message.isEmpty() ? "" : ": " + message) + ")";
        }
    }
}
