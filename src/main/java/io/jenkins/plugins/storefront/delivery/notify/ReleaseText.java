package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Release;
import java.util.List;

/** Short texts in Slack's format about a deployment; what comes from outside is escaped. */
final class ReleaseText {
    /** Of the log of each cause. */
    private static final int LOG_LINES = 20;

    private ReleaseText() {}

    static String failed(Release.Deployment deployment, NoticeTexts words) {
        String reason = deployment.reason() == null || deployment.reason().isEmpty() ? "" : ": " + deployment.reason();
        return ":rotating_light: *" + Mrkdwn.escape(deployment.name() + " → " + deployment.environment()) + "* "
                + words.text("outcome." + deployment.outcome()) + Mrkdwn.escape(reason);
    }

    /** Causes with their log lines; empty where there are none. */
    static String causes(Release release, String deployment) {
        StringBuilder text = new StringBuilder();
        for (Release.Rollout rollout : release.rolloutsOf(deployment)) {
            for (FailureCause cause : rollout.causes()) {
                text.append("*")
                        .append(Mrkdwn.escape(cause.subject()))
                        .append("* ")
                        .append(Mrkdwn.escape(cause.code() + ": " + cause.message()))
                        .append("\n");
                List<String> log = cause.log();
                if (!log.isEmpty()) {
                    List<String> last = log.subList(Math.max(0, log.size() - LOG_LINES), log.size());
                    text.append("```")
                            .append(Mrkdwn.escape(String.join("\n", last)))
                            .append("```\n");
                }
            }
        }
        return text.toString();
    }
}
