package io.jenkins.plugins.storefront.delivery.settings;

import java.util.List;

/**
 * Who is told.
 *
 * @param connection name of a Slack connection, or null for the first one
 * @param slack channels, ids or names
 * @param mailConnection name of a mail server, or null for the first one
 * @param email addresses
 * @param roles {@code authors}, {@code starter} or names of {@link NoticeRole}: mentioned in the channels; where there are none, told by
 *     mail
 * @param language that they read, a code, or null for English
 */
public record NoticeTargets(
        String connection,
        List<String> slack,
        String mailConnection,
        List<String> email,
        List<String> roles,
        String language) {
    /** Who wrote the commits that a release brings to an environment. */
    public static final String AUTHORS = "authors";

    /** Who started the run. */
    public static final String STARTER = "starter";

    public static final NoticeTargets NOBODY = new NoticeTargets(null, List.of(), null, List.of(), List.of(), null);

    public NoticeTargets {
        slack = List.copyOf(slack);
        email = List.copyOf(email);
        roles = List.copyOf(roles);
    }

    public boolean nobody() {
        return slack.isEmpty() && email.isEmpty() && roles.isEmpty();
    }
}
