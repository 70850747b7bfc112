package io.jenkins.plugins.storefront.delivery.settings;

/**
 * One Slack workspace.
 *
 * @param name for Jenkinsfiles
 * @param credentialsId secret text: a bot token ({@code xoxb-…}) or an incoming webhook's URL ({@code https://hooks.…})
 * @param defaultChannel id or name, used when a step gives none; a webhook has its own
 * @param apiUrl base of the Web API, {@code https://slack.com/api/} unless a test or a gateway stands in
 * @param language of what is said there where nothing else says, or null for English
 */
public record SlackSettings(String name, String credentialsId, String defaultChannel, String apiUrl, String language) {
    public static final String SLACK_API = "https://slack.com/api/";

    /** One in English. */
    public SlackSettings(String name, String credentialsId, String defaultChannel, String apiUrl) {
        this(name, credentialsId, defaultChannel, apiUrl, null);
    }
}
