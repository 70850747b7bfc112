package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.ledger.Ledger;
import io.jenkins.plugins.storefront.delivery.ledger.LedgerRebuild;
import io.jenkins.plugins.storefront.delivery.ledger.ServedBefore;
import io.jenkins.plugins.storefront.delivery.port.Change;
import io.jenkins.plugins.storefront.delivery.port.Person;
import io.jenkins.plugins.storefront.delivery.port.ReleaseHistory;
import io.jenkins.plugins.storefront.delivery.port.Served;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What earlier runs of this project put where, read from their records; git says what has changed since. */
final class LocalReleases implements ReleaseHistory {
    private final Path runs;
    private final int number;
    private final String job;

    LocalReleases(Path runs, int number, String job) {
        this.runs = runs;
        this.number = number;
        this.job = job;
    }

    @Override
    public List<Served> serving(String environment) throws IOException {
        Ledger ledger = LedgerRebuild.from(runs, "release.json", job);
        return ServedBefore.of(ledger, environment, job, number).stream()
                .map(one -> one.commit() != null
                        ? one
                        : new Served(
                                one.service(),
                                History.commit(runs, one.run()).orElse(null),
                                one.job(),
                                one.run(),
                                one.failedSince()))
                .toList();
    }

    @Override
    public List<Change> since(Served base) {
        return List.of();
    }

    @Override
    public Optional<Person> starter() {
        return Optional.of(new Person(System.getProperty("user.name"), List.of()));
    }
}
