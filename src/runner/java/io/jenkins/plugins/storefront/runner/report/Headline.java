package io.jenkins.plugins.storefront.runner.report;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Says in a few words how the run ended, and what that means for those who shop. */
final class Headline {
    private static final int SHORT_COMMIT = 12;

    private final Recording recording;
    private final RunInfo run;
    private final String result;
    private final Instant endedAt;
    private final List<Release.Deployment> deployments;

    Headline(Recording recording, RunInfo run, String result, Instant endedAt) {
        this.recording = recording;
        this.run = run;
        this.result = result;
        this.endedAt = endedAt;
        this.deployments = recording.release().deployments();
    }

    ReportView.Head head() {
        String commit = Phrases.orEmpty(run.commit());
        return new ReportView.Head(
                state(),
                title(),
                lead(),
                run.job(),
                run.number(),
                run.url() != null && SlackText.safe(run.url()) ? run.url() : "",
                commit,
                commit.substring(0, Math.min(SHORT_COMMIT, commit.length())),
                Phrases.orEmpty(run.branch()),
                Phrases.orEmpty(run.startedBy()),
                Phrases.moment(run.startedAt()),
                Phrases.between(run.startedAt(), endedAt));
    }

    private boolean succeeded() {
        return result.equals("SUCCESS") || result.equals("UNSTABLE");
    }

    private State state() {
        return State.ofResult(result);
    }

    private String title() {
        String word = state().word();
        if (succeeded()) {
            String where = environments(one -> one.outcome() == Outcome.SUCCEEDED);
            return where.isEmpty()
                    ? word
                    : (result.equals("SUCCESS") ? "Released to " : word + ", released to ") + where;
        }
        if (!undoFailed().isEmpty()) {
            return word + ", and the undo failed";
        }
        return environments(one -> one.outcome() == Outcome.UNDONE).isEmpty() ? word : word + " and undone";
    }

    private String lead() {
        if (succeeded()) {
            return "";
        }
        StringBuilder lead = new StringBuilder();
        String broken = undoFailed();
        if (!broken.isEmpty()) {
            lead.append(capital(broken)).append(" needs a person now: what served before could not be brought back. ");
        }
        String undone = environments(one -> one.outcome() == Outcome.UNDONE);
        if (!undone.isEmpty()) {
            lead.append(capital(undone)).append(" again ").append(verb(one -> one.outcome() == Outcome.UNDONE));
            lead.append(" what served before. ");
        }
        String left = environments(this::leftAsItIs);
        if (!left.isEmpty()) {
            lead.append("Nothing was undone in ").append(left).append(". ");
        }
        String open = environments(one -> one.outcome() == null);
        if (!open.isEmpty()) {
            lead.append("The deployment to ").append(open).append(" has not ended. ");
        }
        String fine = environments(one -> one.outcome() == Outcome.SUCCEEDED);
        if (!fine.isEmpty()) {
            lead.append(capital(fine)).append(" ").append(verb(one -> one.outcome() == Outcome.SUCCEEDED));
            lead.append(" this release. ");
        }
        if (deployments.isEmpty() && recording.release().rollouts().isEmpty()) {
            lead.append("Nothing was rolled out. ");
        }
        return lead.toString().strip();
    }

    private boolean leftAsItIs(Release.Deployment one) {
        return (one.outcome() == Outcome.FAILED || one.outcome() == Outcome.ABORTED) && !undoFailedIn(one);
    }

    private String undoFailed() {
        return environments(this::undoFailedIn);
    }

    private boolean undoFailedIn(Release.Deployment one) {
        return recording.release().rolloutsOf(one.id()).stream()
                .anyMatch(rollout -> Boolean.FALSE.equals(rollout.undone()));
    }

    private String verb(Predicate<Release.Deployment> which) {
        return names(which).size() == 1 ? "serves" : "serve";
    }

    private String environments(Predicate<Release.Deployment> which) {
        return Phrases.list(names(which));
    }

    private List<String> names(Predicate<Release.Deployment> which) {
        return deployments.stream()
                .filter(which)
                .map(Release.Deployment::environment)
                .distinct()
                .toList();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
