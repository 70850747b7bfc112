package io.jenkins.plugins.storefront.delivery.model;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.regex.Pattern;

/**
 * The name of one deployable part of the shop, such as {@code checkout}. It is a DNS label (RFC 1123), because it names
 * Kubernetes objects and image repositories too.
 */
public record ServiceName(String value) implements Comparable<ServiceName> {
    /** Of a DNS label. */
    private static final int LONGEST = 63;

    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public ServiceName {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is no service name; expected 1 to 63 lower-case letters, digits and hyphens, not at the ends");
        }
    }

    public static ServiceName parse(String text) throws DeliveryException {
        try {
            return new ServiceName(text);
        } catch (IllegalArgumentException e) {
            throw new DeliveryException(e.getMessage(), e);
        }
    }

    /** The service that an image is of where nobody says: the last part of its repository, such as {@code node-exporter}. */
    public static ServiceName ofRepository(String repository) {
        String last = repository.substring(repository.lastIndexOf('/') + 1).replaceAll("[._]+", "-");
        return new ServiceName(
                last.substring(0, Math.min(LONGEST, last.length())).replaceFirst("-+$", ""));
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
