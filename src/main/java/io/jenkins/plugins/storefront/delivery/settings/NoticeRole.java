package io.jenkins.plugins.storefront.delivery.settings;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * People under one name, such as {@code oncall}.
 *
 * @param name for rules
 * @param slack ids of users ({@code U…}, {@code W…}) or user groups ({@code S…})
 * @param email their addresses; also used to find them at Slack
 */
public record NoticeRole(String name, List<String> slack, List<String> email) {
    private static final Pattern ID = Pattern.compile("[UWS][A-Z0-9]{6,20}");

    public NoticeRole {
        slack = List.copyOf(slack);
        email = List.copyOf(email);
    }

    /** Checks a Slack id of a user or a user group. */
    public static String id(String given) throws DeliveryException {
        if (!ID.matcher(given).matches()) {
            throw new DeliveryException(
                    "'" + given + "' is no Slack id of a user (U…) or a user group (S…); copy it from their profile");
        }
        return given;
    }
}
