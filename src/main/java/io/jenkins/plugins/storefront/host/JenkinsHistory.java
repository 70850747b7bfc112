package io.jenkins.plugins.storefront.host;

import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import hudson.scm.ChangeLogSet;
import io.jenkins.plugins.storefront.adopted.Adopted;
import io.jenkins.plugins.storefront.delivery.ledger.Ledger;
import io.jenkins.plugins.storefront.delivery.ledger.ServedBefore;
import io.jenkins.plugins.storefront.delivery.port.Change;
import io.jenkins.plugins.storefront.delivery.port.Person;
import io.jenkins.plugins.storefront.delivery.port.ReleaseHistory;
import io.jenkins.plugins.storefront.delivery.port.Served;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jenkins.scm.RunWithSCM;

/** What Jenkins knows of the time before a run: the job's ledger, the change logs of its builds, its users. */
final class JenkinsHistory implements ReleaseHistory {
    /** Builds that are looked through at most. */
    private static final int MOST_BUILDS = 100;

    private final Run<?, ?> run;

    JenkinsHistory(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public List<Served> serving(String environment) {
        Ledger ledger = Ledgers.get().of(run.getParent()).orElse(Ledger.empty());
        return ServedBefore.of(ledger, environment, run.getParent().getFullName(), run.getNumber());
    }

    @Override
    public List<Change> since(Served base) {
        Job<?, ?> job = run.getParent();
        List<Change> changes = new ArrayList<>();
        if (!job.getFullName().equals(base.job())) {
            return changes;
        }
        int first = Math.max(base.run() + 1, run.getNumber() - MOST_BUILDS + 1);
        for (int number = run.getNumber(); number >= first; number--) {
            Run<?, ?> build = number == run.getNumber() ? run : job.getBuildByNumber(number);
            if (build instanceof RunWithSCM<?, ?> scm) {
                List<Change> ofBuild = new ArrayList<>();
                for (ChangeLogSet<? extends ChangeLogSet.Entry> set : scm.getChangeSets()) {
                    for (ChangeLogSet.Entry one : set) {
                        ofBuild.add(change(one));
                    }
                }
                Collections.reverse(ofBuild);
                changes.addAll(ofBuild);
            }
        }
        return changes;
    }

    private static Change change(ChangeLogSet.Entry entry) {
        String title =
                entry.getMsg() == null ? "" : entry.getMsg().lines().findFirst().orElse("");
        User author = entry.getAuthor();
        return new Change(String.valueOf(entry.getCommitId()), title, author == null ? null : person(author));
    }

    private static Person person(User user) {
        return new Person(
                user.getFullName(), Adopted.address(user).map(List::of).orElse(List.of()));
    }

    @Override
    public Optional<Person> starter() {
        for (Object one : run.getCauses()) {
            if (one instanceof Cause.UserIdCause cause && cause.getUserId() != null) {
                return Optional.ofNullable(User.getById(cause.getUserId(), false))
                        .map(JenkinsHistory::person);
            }
        }
        return Optional.empty();
    }
}
