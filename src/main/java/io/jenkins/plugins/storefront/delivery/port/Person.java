package io.jenkins.plugins.storefront.delivery.port;

import java.util.List;

/**
 * Somebody who has to do with a release.
 *
 * @param name for people
 * @param emails addresses, that of the host's own account first
 * @param slack id at Slack where it is known without asking, or null
 */
public record Person(String name, List<String> emails, String slack) {
    public Person {
        emails = List.copyOf(emails);
    }

    public Person(String name, List<String> emails) {
        this(name, emails, null);
    }
}
