package io.jenkins.plugins.storefront.runner.report;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.preview.SlackText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Says in a few words how the run ended, and what that means for those who shop. */
final class Headline {
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
        return new ReportView.Head(
                state(),
                title(),
                lead(),
                run.job(),
                run.number(),
                run.url() != null && SlackText.safe(run.url()) ? run.url() : "",
                Phrases.orEmpty(run.commit()),
                Phrases.orEmpty(run.branch()),
                Phrases.orEmpty(run.startedBy()).replaceFirst("^Started by ", ""),
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
        List<String> lead = new ArrayList<>();
        say(lead, "A person is needed now: what served before could not be brought back in %s.", this::undoFailedIn);
        say(lead, "What served before serves again in %s.", one -> one.outcome() == Outcome.UNDONE);
        say(lead, "What was rolled out to %s was left as it is.", one -> leftAsItIs(one) && changed(one));
        say(lead, "Nothing was changed in %s.", one -> leftAsItIs(one) && !changed(one));
        say(lead, "The deployment to %s has not ended.", one -> one.outcome() == null);
        say(lead, "This release serves in %s.", one -> one.outcome() == Outcome.SUCCEEDED);
        if (deployments.isEmpty() && recording.release().rollouts().isEmpty()) {
            lead.add("Nothing was rolled out.");
        }
        return String.join(" ", lead);
    }

    private void say(List<String> lead, String sentence, Predicate<Release.Deployment> which) {
        String where = environments(which);
        if (!where.isEmpty()) {
            lead.add(String.format(sentence, where));
        }
    }

    private boolean changed(Release.Deployment one) {
        return !recording.release().rolloutsOf(one.id()).isEmpty();
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

    private String environments(Predicate<Release.Deployment> which) {
        return Phrases.list(deployments.stream()
                .filter(which)
                .map(Release.Deployment::environment)
                .distinct()
                .toList());
    }
}
