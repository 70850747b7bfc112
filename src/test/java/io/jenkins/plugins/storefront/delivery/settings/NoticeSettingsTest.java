package io.jenkins.plugins.storefront.delivery.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.Tier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoticeSettingsTest {
    private static NoticeSettings domains(String... domains) {
        return new NoticeSettings(List.of(), List.of(), List.of(), List.of(domains), null);
    }

    private static NoticeRule rule(Set<Topic> topics, List<String> environments, Set<Tier> tiers, boolean changes) {
        return new NoticeRule(
                topics,
                environments,
                tiers,
                List.of("cart", "pay*"),
                changes,
                new NoticeTargets(null, List.of("#ops"), null, List.of(), List.of(), null),
                null,
                null,
                null,
                null);
    }

    @Test
    void mailGoesToAllowedDomainsAndTheirSubdomainsOnly() {
        NoticeSettings notices = domains("Example.com");
        assertThat(notices.mayMail("a@example.com")).isTrue();
        assertThat(notices.mayMail("a@de.EXAMPLE.com")).isTrue();
        assertThat(notices.mayMail("a@notexample.com")).isFalse();
        assertThat(notices.mayMail("a@example.com.evil.test")).isFalse();
        assertThat(domains().mayMail("a@anywhere.test")).isTrue();
    }

    @Test
    void aFolderMayNarrowTheAllowedDomainsButNotWidenThem() {
        assertThat(domains("shop.example.com").over(domains("example.com")).mayMail("a@example.com"))
                .isFalse();
        assertThat(domains("shop.example.com").over(domains("example.com")).mayMail("a@shop.example.com"))
                .isTrue();
        NoticeSettings wider = domains("evil.test").over(domains("example.com"));
        assertThat(wider.mayMail("a@evil.test")).isFalse();
        assertThat(wider.mayMail("a@example.com")).isFalse();
        assertThat(domains().over(domains("example.com")).mayMail("a@evil.test"))
                .isFalse();
    }

    @Test
    void aRuleSelectsByTopicEnvironmentTierServiceAndChange() {
        Set<Topic> failed = Set.of(Topic.FAILED);
        NoticeRule rule = rule(failed, List.of("prod*"), Set.of(Tier.PRODUCTION), false);
        assertThat(rule.matches(failed, "prod-eu", Tier.PRODUCTION, Set.of("payment"), true))
                .isTrue();
        assertThat(rule.matches(Set.of(Topic.UNDONE, Topic.FAILED), "prod-eu", Tier.PRODUCTION, Set.of("cart"), true))
                .isTrue();
        assertThat(rule.matches(Set.of(Topic.STARTED), "prod-eu", Tier.PRODUCTION, Set.of("cart"), true))
                .isFalse();
        assertThat(rule.matches(failed, "staging", Tier.PRODUCTION, Set.of("cart"), true))
                .isFalse();
        assertThat(rule.matches(failed, "prod-eu", Tier.STAGING, Set.of("cart"), true))
                .isFalse();
        assertThat(rule.matches(failed, "prod-eu", null, Set.of("cart"), true)).isFalse();
        assertThat(rule.matches(failed, null, null, Set.of("cart"), true)).isFalse();
        assertThat(rule.matches(failed, "prod-eu", Tier.PRODUCTION, Set.of("search"), true))
                .isFalse();
    }

    @Test
    void aRuleForChangesLeavesOutWhatIsNoNews() {
        NoticeRule rule = rule(Set.of(), List.of(), Set.of(), true);
        assertThat(rule.matches(Set.of(Topic.FAILED), "any", null, Set.of("cart"), false))
                .isFalse();
        assertThat(rule.matches(Set.of(Topic.FAILED), "any", null, Set.of("cart"), true))
                .isTrue();
        assertThat(rule.matches(Set.of(Topic.STARTED), "any", null, Set.of("cart"), false))
                .isTrue();
    }
}
