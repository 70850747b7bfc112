package io.jenkins.plugins.storefront.adopted;

/**
 * The workspace that the Slack plugin is set to.
 *
 * @param name of the team, or null
 * @param credentialsId of the token, or null
 * @param channel default channel, or null
 * @param botUser whether the token is a bot's, which the Web API takes; the token of the older "Jenkins CI" app is none
 */
public record SlackWorkspace(String name, String credentialsId, String channel, boolean botUser) {}
