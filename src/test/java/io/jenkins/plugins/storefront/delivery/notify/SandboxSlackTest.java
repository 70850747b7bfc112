package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sandbox's Slack keeps the contract. */
class SandboxSlackTest extends SlackContract {
    private static SandboxSlack sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = SandboxSlack.start();
        sandbox.join("member@example.com", "U0MEMBER1");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Override
    String apiUrl() {
        return sandbox.apiUrl();
    }

    @Override
    String token() {
        return sandbox.token().reveal();
    }

    @Override
    String channel() {
        return "#contract";
    }

    @Override
    String member() {
        return "member@example.com";
    }

    @Test
    void moreThanAChannelTakesIsAnsweredWithTheTimeToWait() throws Exception {
        sandbox.limit(3);
        try {
            assertThat(untilTooMany(20)).isEqualTo("1");
        } finally {
            sandbox.limit(Integer.MAX_VALUE);
        }
    }
}
