package io.jenkins.plugins.storefront.delivery.notify;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * A real workspace keeps the contract: {@code STOREFRONT_TEST_SLACK_TOKEN} is a bot token with the scopes that docs/notices.md names,
 * {@code STOREFRONT_TEST_SLACK_CHANNEL} a public channel that the bot is in, {@code STOREFRONT_TEST_SLACK_MEMBER} a member's address.
 */
@EnabledIfEnvironmentVariable(named = "STOREFRONT_TEST_SLACK_TOKEN", matches = "xoxb-.+")
class RealSlackIT extends SlackContract {
    @Override
    String apiUrl() {
        return "https://slack.com/api/";
    }

    @Override
    String token() {
        return System.getenv("STOREFRONT_TEST_SLACK_TOKEN");
    }

    @Override
    String channel() {
        return System.getenv("STOREFRONT_TEST_SLACK_CHANNEL");
    }

    @Override
    String member() {
        return System.getenv("STOREFRONT_TEST_SLACK_MEMBER");
    }
}
