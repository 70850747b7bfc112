package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Release;
import java.util.List;
import java.util.Locale;

/** What failures of one cause have in common. */
final class Causes {
    private static final int LONGEST = 160;

    private Causes() {}

    /** Of a deployment that failed; the same whichever services, pods and images it hit. Null where nothing is known. */
    static String key(Release release, Release.Deployment deployment) {
        List<FailureCause> causes = release.rolloutsOf(deployment.id()).stream()
                .flatMap(one -> one.causes().stream())
                .toList();
        if (!causes.isEmpty()) {
            FailureCause first = causes.get(0);
            return deployment.environment() + " " + first.code() + " " + plain(first.message());
        }
        String reason = deployment.reason();
        return reason == null || reason.isBlank() ? null : deployment.environment() + " " + plain(reason);
    }

    /** Without what differs between two of a kind: names in quotes, paths and images, numbers, times. */
    static String plain(String message) {
        String text = message.toLowerCase(Locale.ROOT)
                .replaceAll("'[^']*'|\"[^\"]*\"", "_")
                .replaceAll("\\S*[/@]\\S*", "_")
                .replaceAll("\\S*\\d\\S*", "_")
                .replaceAll("\\s+", " ")
                .strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
