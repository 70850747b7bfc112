package io.jenkins.plugins.storefront.delivery.shop;

import java.util.List;

/**
 * Who is told about releases.
 *
 * @param slack channel id or name, or null
 * @param email recipients, may be empty
 */
public record Channels(String slack, List<String> email) {
    static final Channels NONE = new Channels(null, List.of());

    public Channels {
        email = List.copyOf(email);
    }

    /** These, and what they do not say from {@code others}. */
    Channels over(Channels others) {
        return new Channels(slack != null ? slack : others.slack, email.isEmpty() ? others.email : email);
    }
}
