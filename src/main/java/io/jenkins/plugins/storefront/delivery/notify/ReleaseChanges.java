package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Change;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Person;
import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.Served;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what a release brings to an environment: the commits since what serves there, of the service that is behind most. By git where
 * there is a checkout that has that commit, and by the host's change log, which knows accounts.
 */
final class ReleaseChanges {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MOST = 200;
    private static final int FIELDS = 4;

    private final DeliveryContext delivery;

    ReleaseChanges(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    Before before(String environment, List<NoticeRule> rules) throws InterruptedException {
        try {
            List<Served> serving = delivery.history().serving(environment);
            boolean bad = serving.stream().anyMatch(Served::failedSince);
            String head = head();
            Served base = serving.stream()
                    .filter(one -> one.run() > 0)
                    .min(Comparator.comparingInt(Served::run))
                    .orElse(null);
            return base == null
                    ? new Before(!serving.isEmpty(), bad, null, head, List.of(), rules)
                    : new Before(true, bad, base.commit(), head, changes(base), rules);
        } catch (IOException | DeliveryException e) {
            return new Before(false, false, null, null, List.of(), rules); // people are told all the same
        }
    }

    private String head() throws InterruptedException {
        String known = delivery.run().commit();
        if (known != null && COMMIT.matcher(known).matches()) {
            return known;
        }
        String found = git("rev-parse", "HEAD").strip();
        return COMMIT.matcher(found).matches() ? found : known;
    }

    private List<Change> changes(Served base) throws IOException, InterruptedException {
        Map<String, Change> logged = new LinkedHashMap<>();
        delivery.history().since(base).forEach(one -> logged.put(one.id(), one));
        List<Change> found =
                base.commit() != null && COMMIT.matcher(base.commit()).matches()
                        ? read(git(
                                "log",
                                "--max-count=" + MOST,
                                "--format=%H%x1f%s%x1f%aN%x1f%aE",
                                base.commit() + "..HEAD",
                                "--"))
                        : List.of();
        if (found.isEmpty()) {
            return logged.values().stream().limit(MOST).toList();
        }
        return found.stream().map(one -> with(one, logged.get(one.id()))).toList();
    }

    private static List<Change> read(String log) {
        List<Change> all = new ArrayList<>();
        for (String line : log.split("\n")) {
            String[] fields = line.split("\u001f", -1);
            if (fields.length == FIELDS) {
                all.add(new Change(fields[0], fields[1], new Person(fields[2], List.of(fields[3]))));
            }
        }
        return all;
    }

    /** The account's address comes first. */
    private static Change with(Change commit, Change logged) {
        if (logged == null || logged.author() == null) {
            return commit;
        }
        Set<String> emails = new LinkedHashSet<>(logged.author().emails());
        emails.addAll(commit.author().emails());
        return new Change(
                commit.id(), commit.title(), new Person(commit.author().name(), List.copyOf(emails)));
    }

    /** Empty where there is no workspace, no git, or git refuses. */
    private String git(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            ProcessResult result =
                    delivery.processes().run(ProcessRequest.of(command).within(TIMEOUT));
            return result.succeeded() ? result.output() : "";
        } catch (DeliveryException | IOException e) {
            return "";
        }
    }
}
