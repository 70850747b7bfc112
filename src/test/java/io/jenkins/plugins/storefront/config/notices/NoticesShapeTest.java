package io.jenkins.plugins.storefront.config.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.config.BoundSetters;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Jenkins' configuration and the runner's {@code config.yaml} say of notices has one shape and means the same. */
class NoticesShapeTest {
    /** Every key of every kind, each with a value that is not its default. */
    private static final String YAML = """
            rules:
              - topics: failed, undone
                environments: prod*
                tiers: production
                services: cart
                changesOnly: true
                connection: shop
                slack: '#alerts, #shop'
                mailConnection: mail
                email: team@example.com
                roles: authors, oncall
                language: zh_CN
                calendar: office
                digest: '08:30'
                escalation:
                  afterMinutes: 20
                  connection: shop
                  slack: '#boss'
                  mailConnection: mail
                  email: boss@example.com
                  roles: oncall
                  language: en
            roles: [{name: oncall, slack: S0123456789, email: oncall@example.com}]
            calendars: [{name: office, zone: Asia/Shanghai, days: Mon-Fri, hours: '09:00-18:00', holidays: 2026-12-25}]
            mailDomains: example.com
            fallbackChannel: '#ops'
            """;

    @TempDir
    private Path folder;

    private static NoticesConfiguration jenkins() {
        NoticeEscalation escalation = new NoticeEscalation();
        escalation.setAfterMinutes(20);
        escalation.setConnection(" shop ");
        escalation.setSlack("#boss");
        escalation.setMailConnection("mail");
        escalation.setEmail("boss@example.com");
        escalation.setRoles("oncall");
        escalation.setLanguage("en");
        NoticeRuleEntry rule = new NoticeRuleEntry();
        rule.setTopics("failed, undone");
        rule.setEnvironments("prod*");
        rule.setTiers("production");
        rule.setServices("cart");
        rule.setChangesOnly(true);
        rule.setConnection("shop");
        rule.setSlack("#alerts, #shop");
        rule.setMailConnection("mail");
        rule.setEmail("team@example.com");
        rule.setRoles("authors, oncall");
        rule.setLanguage("zh_CN");
        rule.setCalendar("office");
        rule.setDigest("08:30");
        rule.setEscalation(escalation);
        NoticeRoleEntry role = new NoticeRoleEntry("oncall");
        role.setSlack("S0123456789");
        role.setEmail("oncall@example.com");
        WorkCalendarEntry calendar = new WorkCalendarEntry("office");
        calendar.setZone("Asia/Shanghai");
        calendar.setDays("Mon-Fri");
        calendar.setHours("09:00-18:00");
        calendar.setHolidays("2026-12-25");
        NoticesConfiguration notices = new NoticesConfiguration();
        notices.setRules(List.of(rule));
        notices.setRoles(List.of(role));
        notices.setCalendars(List.of(calendar));
        notices.setMailDomains("example.com");
        notices.setFallbackChannel("#ops");
        return notices;
    }

    @Test
    void meansTheSameInJenkinsAndInTheRunner() throws Exception {
        Path file = Files.writeString(
                folder.resolve("config.yaml"), "unclassified:\n  storefront:\n    notices:\n" + YAML.indent(6));
        assertThat(ConfigFile.read(file).settings().notices()).isEqualTo(NoticesConfiguration.settings(jenkins()));
    }

    @Test
    void coversEveryKey() throws Exception {
        Map<String, Object> all = SafeYaml.mapping(YAML, "notices");
        assertThat(all.keySet()).isEqualTo(BoundSetters.of(NoticesConfiguration.class));
        Map<?, ?> rule = first(all, "rules");
        assertThat(keys(rule)).isEqualTo(BoundSetters.of(NoticeRuleEntry.class));
        assertThat(keys((Map<?, ?>) rule.get("escalation"))).isEqualTo(BoundSetters.of(NoticeEscalation.class));
        assertThat(keys(first(all, "roles"))).isEqualTo(named(BoundSetters.of(NoticeRoleEntry.class)));
        assertThat(keys(first(all, "calendars"))).isEqualTo(named(BoundSetters.of(WorkCalendarEntry.class)));
    }

    private static Map<?, ?> first(Map<String, Object> all, String key) {
        return (Map<?, ?>) ((List<?>) all.get(key)).get(0);
    }

    private static Set<String> keys(Map<?, ?> map) {
        Set<String> keys = new TreeSet<>();
        map.keySet().forEach(one -> keys.add(one.toString()));
        return keys;
    }

    private static Set<String> named(Set<String> keys) {
        keys.add("name");
        return keys;
    }

    @Test
    void whatIsWrongIsRefusedWhenItIsSet() {
        NoticesConfiguration notices = jenkins();
        notices.getRules().get(0).setCalendar("ofice");
        assertThatThrownBy(() -> NoticesConfiguration.checked(notices))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no calendar 'ofice', did you mean 'office'?");
        notices.getRules().get(0).setTopics("broken");
        assertThatThrownBy(() -> NoticesConfiguration.checked(notices))
                .hasMessageContaining("notices: rules[0].topics");
        assertThat(NoticesConfiguration.checked(null)).isNull();
    }
}
