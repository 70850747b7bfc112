package io.jenkins.plugins.storefront.delivery.settings;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an admin says of notices.
 *
 * @param rules who is told of what; every one that fits counts
 * @param roles people under a name
 * @param calendars working times
 * @param mailDomains domains that mail may go to, with their subdomains; any where it is empty
 * @param fallbackChannel Slack channel for what a channel does not take because it is archived or gone, or null
 */
public record NoticeSettings(
        List<NoticeRule> rules,
        List<NoticeRole> roles,
        List<WorkCalendar> calendars,
        List<String> mailDomains,
        String fallbackChannel) {
    public static final NoticeSettings NONE = new NoticeSettings(List.of(), List.of(), List.of(), List.of(), null);

    public NoticeSettings {
        rules = List.copyOf(rules);
        roles = List.copyOf(roles);
        calendars = List.copyOf(calendars);
        mailDomains =
                mailDomains.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
    }

    /** These, and what {@code parent} has behind them: its rules hold too, and no domain is allowed that it does not allow. */
    NoticeSettings over(NoticeSettings parent) {
        List<NoticeRule> both = new ArrayList<>(rules);
        both.addAll(parent.rules);
        return new NoticeSettings(
                both,
                over(roles, parent.roles, NoticeRole::name),
                over(calendars, parent.calendars, WorkCalendar::name),
                mailDomains.isEmpty()
                        ? parent.mailDomains
                        : parent.mailDomains.isEmpty()
                                ? mailDomains
                                : mailDomains.stream()
                                        .filter(parent::allows)
                                        .collect(Collectors.collectingAndThen(
                                                Collectors.toList(), all -> all.isEmpty() ? List.of("invalid") : all)),
                fallbackChannel == null ? parent.fallbackChannel : fallbackChannel);
    }

    private static <T> List<T> over(List<T> own, List<T> parents, Function<T, String> naming) {
        Set<String> named = own.stream().map(naming).collect(Collectors.toSet());
        return Stream.concat(own.stream(), parents.stream().filter(one -> !named.contains(naming.apply(one))))
                .toList();
    }

    /** Whether mail may go to that address. */
    public boolean mayMail(String address) {
        return mailDomains.isEmpty() || allows(address.substring(address.indexOf('@') + 1));
    }

    private boolean allows(String domain) {
        String name = domain.toLowerCase(Locale.ROOT);
        return mailDomains.stream().anyMatch(one -> name.equals(one) || name.endsWith("." + one));
    }

    public Optional<NoticeRole> role(String name) {
        return roles.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /**
     * When a notice by that rule is told.
     *
     * @return null for now
     * @throws DeliveryException if the rule names a calendar that is not there
     */
    public Instant due(NoticeRule rule, Instant now) throws DeliveryException {
        WorkCalendar calendar = rule.calendar() == null ? null : calendar(rule.calendar());
        ZoneId zone = calendar == null ? ZoneOffset.UTC : calendar.zone();
        Instant at = rule.digest() == null ? now : rule.digest().next(now, zone);
        Instant due = calendar == null ? at : calendar.next(at);
        return due.isAfter(now) ? due : null;
    }

    private WorkCalendar calendar(String name) throws DeliveryException {
        return calendars.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DeliveryException("there is no calendar '" + name + "'"
                        + Nearest.hintOrStop(
                                name, calendars.stream().map(WorkCalendar::name).toList())));
    }
}
