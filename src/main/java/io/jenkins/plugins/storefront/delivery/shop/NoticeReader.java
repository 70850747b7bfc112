package io.jenkins.plugins.storefront.delivery.shop;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.settings.Digest;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRole;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRule;
import io.jenkins.plugins.storefront.delivery.settings.NoticeSettings;
import io.jenkins.plugins.storefront.delivery.settings.NoticeTargets;
import io.jenkins.plugins.storefront.delivery.settings.Topic;
import io.jenkins.plugins.storefront.delivery.settings.WorkCalendar;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads rules of notices as {@code storefront.yaml}, {@code withNotices} and the runner's configuration have them. */
public final class NoticeReader {
    private static final String RULES = "rules";
    private static final int A_WEEK = 7 * 24 * 60;

    private NoticeReader() {}

    /**
     * Reads rules: a list of mappings, one mapping, or their YAML as a text.
     *
     * @param where for messages, such as {@code withNotices}
     * @throws DeliveryException naming the path of keys, what was wanted and what was found
     */
    public static List<NoticeRule> rules(Object given, String where) throws DeliveryException {
        try {
            if (given == null
                    || given instanceof CharSequence text && text.toString().isBlank()) {
                return List.of();
            } else if (given instanceof CharSequence text) {
                String indented = text.toString().indent(2);
                return rules(Section.of(SafeYaml.mapping(RULES + ":\n" + indented, where), "", RULES), RULES);
            }
            Object all = given instanceof Map<?, ?> ? List.of(given) : given;
            return rules(Section.of(Map.of(RULES, all), "", RULES), RULES);
        } catch (DeliveryException e) {
            throw new DeliveryException(where + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads all that admins say of notices.
     *
     * @throws DeliveryException naming the path of keys, what was wanted and what was found
     */
    public static NoticeSettings settings(Map<?, ?> given, String where) throws DeliveryException {
        try {
            Section root = Section.of(given, "", RULES, "roles", "calendars", "mailDomains", "fallbackChannel");
            List<NoticeRole> roles = new ArrayList<>();
            for (Section one : root.sections("roles", "name", "slack", "email")) {
                List<String> ids = new ArrayList<>();
                for (String id : one.commas("slack", Form.NAMES)) {
                    ids.add(NoticeRole.id(id));
                }
                roles.add(new NoticeRole(one.required("name", Form.NAMES), ids, one.commas("email", Form.ADDRESS)));
            }
            List<WorkCalendar> calendars = new ArrayList<>();
            for (Section one : root.sections("calendars", "name", "zone", "days", "hours", "holidays")) {
                calendars.add(WorkCalendar.parse(
                        one.required("name", Form.NAMES),
                        one.text("zone", Form.NAMES),
                        one.text("days", Form.NAMES),
                        one.text("hours", Form.NAMES),
                        one.commas("holidays", Form.NAMES)));
            }
            NoticeSettings settings = new NoticeSettings(
                    rules(root, RULES),
                    roles,
                    calendars,
                    root.commas("mailDomains", Form.DOMAIN),
                    root.text("fallbackChannel", Form.CHANNEL));
            for (NoticeRule one : settings.rules()) {
                settings.due(one, Instant.EPOCH); // names its calendar
            }
            return settings;
        } catch (DeliveryException e) {
            throw new DeliveryException(where + ": " + e.getMessage(), e);
        }
    }

    static List<NoticeRule> rules(Section owner, String key) throws DeliveryException {
        List<NoticeRule> rules = new ArrayList<>();
        for (Section one : owner.sections(
                key,
                "topics",
                "environments",
                "tiers",
                "services",
                "changesOnly",
                "connection",
                "slack",
                "mailConnection",
                "email",
                "roles",
                "language",
                "calendar",
                "digest",
                "escalation")) {
            rules.add(rule(one));
        }
        return rules;
    }

    private static NoticeRule rule(Section section) throws DeliveryException {
        Section escalation = section.section(
                "escalation", "afterMinutes", "connection", "slack", "mailConnection", "email", "roles", "language");
        Integer after = escalation.number("afterMinutes", 1, A_WEEK);
        NoticeTargets to = targets(section);
        if (to.nobody()) {
            throw new DeliveryException(
                    section.at("slack") + ": nobody is told; wanted at least one of slack, email and roles");
        }
        NoticeTargets then = targets(escalation);
        if (then.nobody() != (after == null)) {
            throw new DeliveryException(
                    section.at("escalation") + ": wanted afterMinutes, and at least one of slack, email and roles");
        }
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (String one : section.commas("topics", Form.TOPIC)) {
            topics.add(Topic.valueOf(one.toUpperCase(Locale.ROOT)));
        }
        Set<Tier> tiers = EnumSet.noneOf(Tier.class);
        for (String one : section.commas("tiers", Form.TIER)) {
            tiers.add(Tier.valueOf(one.toUpperCase(Locale.ROOT)));
        }
        return new NoticeRule(
                topics,
                section.commas("environments", Form.NAMES),
                tiers,
                section.commas("services", Form.NAMES),
                Boolean.TRUE.equals(section.flag("changesOnly")),
                to,
                section.text("calendar", Form.NAMES),
                Digest.parse(section.text("digest", Form.DIGEST)),
                after == null ? null : Duration.ofMinutes(after),
                after == null ? null : then);
    }

    private static NoticeTargets targets(Section section) throws DeliveryException {
        return new NoticeTargets(
                section.text("connection", Form.NAMES),
                section.commas("slack", Form.CHANNEL),
                section.text("mailConnection", Form.NAMES),
                section.commas("email", Form.ADDRESS),
                section.commas("roles", Form.NAMES),
                section.text("language", Form.LANGUAGE));
    }
}
