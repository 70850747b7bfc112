package io.jenkins.plugins.storefront.delivery.settings;

/**
 * A chat, or a program, that is told by an HTTP POST.
 *
 * @param name for Jenkinsfiles
 * @param kind whose form it takes
 * @param credentialsId secret text: the address, which holds what lets one post there
 * @param signingCredentialsId secret text: the key of the signature, or null where the receiver wants none
 * @param language of what is said there, where a call does not say
 */
public record WebhookSettings(
        String name, Kind kind, String credentialsId, String signingCredentialsId, String language) {
    /** Whose form the message takes. */
    public enum Kind {
        /** Microsoft Teams: an Adaptive Card to a flow of the app Workflows. */
        TEAMS,
        DINGTALK,
        FEISHU,
        /** WeCom, in Chinese 企业微信. */
        WECOM,
        /** JSON with the release's data, signed. */
        JSON
    }
}
