package io.jenkins.plugins.storefront.adopted;

import jenkins.model.Jenkins;
import jenkins.plugins.slack.SlackNotifier;

/** Reads the Slack plugin's settings. Loaded only where that plugin is installed. */
final class SlackPlugin {
    private SlackPlugin() {}

    static SlackWorkspace workspace() {
        SlackNotifier.DescriptorImpl slack = Jenkins.get().getDescriptorByType(SlackNotifier.DescriptorImpl.class);
        return new SlackWorkspace(
                blankToNull(slack.getTeamDomain()),
                blankToNull(slack.getTokenCredentialId()),
                firstChannel(slack.getRoom()),
                slack.isBotUser());
    }

    /** The Slack plugin takes several channels, with commas or blanks between; ours is one. */
    private static String firstChannel(String room) {
        String trimmed = blankToNull(room);
        return trimmed == null ? null : trimmed.split("[,; ]+")[0];
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }
}
