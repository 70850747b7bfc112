package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that must hold before a container counts as up.
 *
 * @param kind what is looked at
 * @param port of the container, for HTTP and TCP
 * @param text path, or text of a line of the log; else empty
 * @param timeout longest wait for this one
 */
public record ContainerWait(Kind kind, int port, String text, Duration timeout) implements Serializable {
    private static final Pattern FORM = Pattern.compile("(?s)(?<kind>http|tcp|log|healthcheck)(?::(?<value>.*))?");
    private static final Pattern HTTP = Pattern.compile("(?<port>\\d{1,5})?(?<path>/\\S*)?");
    private static final int HIGHEST_PORT = 65_535;

    /** What is looked at. */
    public enum Kind {
        /** An answer below 400. */
        HTTP,
        /** A connection. */
        TCP,
        /** A line of the log that has the text. */
        LOG,
        /** The image's own HEALTHCHECK. */
        HEALTHCHECK
    }

    /**
     * Reads what a user wrote: {@code http:8080/healthz}, {@code tcp:5432}, {@code log:ready}, {@code healthcheck}, or the same as a map
     * with a time limit of its own, {@code [tcp: 5432, timeout: 20]}. The first published port may be left out.
     *
     * @param usual time limit where the map has none
     */
    static ContainerWait parse(Object value, List<Integer> ports, Duration usual) throws DeliveryException {
        if (value instanceof Map<?, ?> map) {
            Object limit = map.get("timeout");
            List<?> kinds =
                    map.keySet().stream().filter(key -> !"timeout".equals(key)).toList();
            if (kinds.size() != 1) {
                throw bad(map.keySet().toString());
            }
            String kind = String.valueOf(kinds.get(0));
            Object given = map.get(kind);
            return parse(
                    "true".equals(String.valueOf(given)) ? kind : kind + ":" + given, ports, seconds(limit, usual));
        }
        return parse(String.valueOf(value).trim(), ports, usual);
    }

    private static Duration seconds(Object limit, Duration usual) throws DeliveryException {
        if (limit == null) {
            return usual;
        }
        String text = String.valueOf(limit);
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new DeliveryException(
                    "withContainer: the timeout of a wait is a number of seconds, not '" + printable(text) + "'");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static ContainerWait parse(String text, List<Integer> ports, Duration timeout) throws DeliveryException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw bad(text);
        }
        String value = form.group("value") == null ? "" : form.group("value").trim();
        return switch (form.group("kind")) {
            case "http" -> {
                Matcher http = HTTP.matcher(value);
                if (!http.matches()) {
                    throw bad(text);
                }
                String path = http.group("path") == null ? "/" : http.group("path");
                yield new ContainerWait(Kind.HTTP, port(text, http.group("port"), ports), path, timeout);
            }
            case "tcp" -> new ContainerWait(Kind.TCP, port(text, value.isEmpty() ? null : value, ports), "", timeout);
            case "log" -> {
                if (value.isEmpty()) {
                    throw bad(text);
                }
                yield new ContainerWait(Kind.LOG, 0, value, timeout);
            }
            default -> new ContainerWait(Kind.HEALTHCHECK, 0, "", timeout);
        };
    }

    private static int port(String text, String given, List<Integer> ports) throws DeliveryException {
        if (given == null && ports.isEmpty()) {
            throw new DeliveryException("withContainer: '" + printable(text)
                    + "' needs a port; publish it by 'ports', such as ports: [8080]");
        } else if (given == null) {
            return ports.get(0);
        } else if (!given.matches("\\d{1,5}") || !ports.contains(Integer.parseInt(given))) {
            throw new DeliveryException("withContainer: waitFor names port " + printable(given)
                    + ", which is none of 'ports' " + ports + "; add it there");
        }
        return Integer.parseInt(given);
    }

    static int port(String text) throws DeliveryException {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new DeliveryException(
                    "withContainer: 'ports' are numbers from 1 to 65535, not '" + printable(text) + "'");
        }
        return port;
    }

    private static DeliveryException bad(String text) {
        return new DeliveryException("withContainer: waitFor '" + printable(text)
                + "' is unknown; write 'http:8080/path', 'tcp:8080', 'log:text of a line' or 'healthcheck'");
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public String toString() {
        return switch (kind) {
            case HTTP -> "http:" + port + text;
            case TCP -> "tcp:" + port;
            case LOG -> "log:" + text;
            case HEALTHCHECK -> "healthcheck";
        };
    }
}
