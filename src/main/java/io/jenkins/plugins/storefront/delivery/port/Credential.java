package io.jenkins.plugins.storefront.delivery.port;

/** What a credential id stands for, already converted from whatever kind the host keeps. */
public sealed interface Credential {
    /** A user name and a password; a registry token of another plugin comes in this form too. */
    record UserPassword(String user, Secret password) implements Credential {}

    /** One secret text: a bot token, a webhook URL, a bearer token. */
    record Text(Secret value) implements Credential {}

    /** The content of a secret file, such as a kubeconfig. */
    record File(String name, Secret content) implements Credential {}
}
