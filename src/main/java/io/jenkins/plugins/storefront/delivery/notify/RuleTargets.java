package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamSays;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.DeskTarget;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.Person;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRole;
import io.jenkins.plugins.storefront.delivery.settings.NoticeSettings;
import io.jenkins.plugins.storefront.delivery.settings.NoticeTargets;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns what a rule says of people into places and people. What cannot be reached is told, and the others are told all the same. */
final class RuleTargets {
    private final DeliveryContext delivery;
    private final Before before;
    private final Settings settings;
    private final TeamSays says;
    private final Set<String> problems = new LinkedHashSet<>();

    RuleTargets(DeliveryContext delivery, Before before) throws DeliveryException {
        this.delivery = delivery;
        this.before = before;
        this.settings = delivery.settings();
        this.says = says(delivery);
    }

    private TeamSays says(DeliveryContext delivery) {
        try {
            return TeamSays.kept(delivery.release());
        } catch (DeliveryException e) {
            problems.add(e.getMessage());
            return TeamSays.NOTHING;
        }
    }

    /** What was in the way so far. */
    Set<String> problems() {
        return problems;
    }

    List<DeskTarget> of(NoticeTargets to) {
        List<Person> people = new ArrayList<>();
        to.roles().forEach(role -> people.addAll(people(role)));
        List<DeskTarget> targets = new ArrayList<>();
        try {
            for (String channel : to.slack()) {
                SlackSettings connection = settings.slack(to.connection());
                targets.add(new DeskTarget(
                        Notifier.SLACK,
                        connection.name(),
                        List.of(channel),
                        people,
                        language(to, channel, connection.language())));
            }
        } catch (DeliveryException e) {
            problems.add(e.getMessage());
        }
        Set<String> addresses = new LinkedHashSet<>();
        to.email().forEach(one -> add(addresses, one));
        if (to.slack().isEmpty()) {
            to.roles().forEach(role -> write(addresses, role));
        }
        if (!addresses.isEmpty()) {
            try {
                SmtpSettings connection = settings.smtp(to.mailConnection());
                Map<String, List<String>> readers = new LinkedHashMap<>();
                for (String one : addresses) {
                    readers.computeIfAbsent(language(to, one, connection.language()), any -> new ArrayList<>())
                            .add(one);
                }
                readers.forEach((language, some) ->
                        targets.add(new DeskTarget(Notifier.MAIL, connection.name(), some, List.of(), language)));
            } catch (DeliveryException e) {
                problems.add(e.getMessage());
            }
        }
        return targets;
    }

    private String language(NoticeTargets to, String receiver, String usual) throws DeliveryException {
        return to.language() != null
                ? to.language()
                : says.language(receiver, usual).code();
    }

    /** Anybody can write anything into a commit: without a list of allowed domains nobody is written to because of one. */
    private void write(Set<String> addresses, String role) {
        if (role.equals(NoticeTargets.AUTHORS)
                && settings.notices().mailDomains().isEmpty()) {
            problems.add("authors get no mail as long as an admin allows no domains for it");
            return;
        }
        for (Person one : people(role)) {
            List<String> allowed =
                    one.emails().stream().filter(settings.notices()::mayMail).toList();
            one.emails().stream()
                    .filter(address -> !allowed.contains(address))
                    .forEach(address -> add(addresses, address));
            allowed.stream().limit(1).forEach(address -> add(addresses, address));
        }
    }

    private void add(Set<String> addresses, String given) {
        try {
            InternetAddress address = MailAddresses.address(given);
            if (settings.notices().mayMail(address.getAddress())) {
                addresses.add(address.toString());
            } else {
                problems.add(address + " is outside the allowed domains and is not written to");
            }
        } catch (DeliveryException e) {
            problems.add(e.getMessage());
        }
    }

    private List<Person> people(String role) {
        if (role.equals(NoticeTargets.AUTHORS)) {
            return before.authors();
        } else if (role.equals(NoticeTargets.STARTER)) {
            return delivery.history().starter().stream().toList();
        }
        NoticeSettings notices = settings.notices();
        NoticeRole found = notices.role(role).orElse(null);
        if (found == null) {
            List<String> names = new ArrayList<>(List.of(NoticeTargets.AUTHORS, NoticeTargets.STARTER));
            notices.roles().forEach(one -> names.add(one.name()));
            problems.add("there is no role '" + role + "'" + Nearest.hintAndAll(role, names));
            return List.of();
        }
        List<Person> people = new ArrayList<>();
        found.slack().forEach(id -> people.add(new Person(found.name(), List.of(), id)));
        found.email()
                .forEach(address -> people.add(new Person(address.replaceFirst("@.*", ""), List.of(address), null)));
        return people;
    }

    /** Several lists as one: a place once, with everybody who is called there. */
    static List<DeskTarget> merged(List<DeskTarget> all) {
        Map<String, DeskTarget> byLane = new LinkedHashMap<>();
        all.forEach(one -> byLane.merge(one.lane(), one, RuleTargets::both));
        return List.copyOf(byLane.values());
    }

    /** The same with each address once. */
    static List<DeskTarget> once(List<DeskTarget> all) {
        Set<String> told = new HashSet<>();
        return all.stream().flatMap(one -> untold(one, told).stream()).toList();
    }

    /** The target without addresses that are among those told, to which its own are added; empty where none is left. */
    static Optional<DeskTarget> untold(DeskTarget target, Set<String> told) {
        if (!target.kind().equals(Notifier.MAIL)) {
            return Optional.of(target);
        }
        List<String> left = target.to().stream()
                .filter(one -> told.add(OutboxNotice.receiver(one)))
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DeskTarget(target.kind(), target.connection(), left, target.mentions(), target.language()));
    }

    static DeskTarget both(DeskTarget one, DeskTarget other) {
        Set<Person> people = new LinkedHashSet<>(one.mentions());
        people.addAll(other.mentions());
        return new DeskTarget(one.kind(), one.connection(), one.to(), List.copyOf(people), one.language());
    }
}
