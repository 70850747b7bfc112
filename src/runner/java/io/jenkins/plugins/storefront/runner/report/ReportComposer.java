package io.jenkins.plugins.storefront.runner.report;

import io.jenkins.plugins.storefront.delivery.event.ImageBuildStarted;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.PromotedImage;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.notify.preview.SlackBlocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Makes what the page shows of what was recorded. */
final class ReportComposer {
    private final Recording recording;
    private final RunInfo run;
    private final String result;
    private final Instant endedAt;
    private final Release release;
    private final Rollouts rollouts;

    ReportComposer(Recording recording, RunInfo run, String result, Instant endedAt) {
        this.recording = recording;
        this.run = run;
        this.result = result;
        this.endedAt = endedAt;
        this.release = recording.release();
        this.rollouts = new Rollouts(recording, endedAt);
    }

    ReportView compose() {
        boolean failed = result.equals("FAILURE") || result.equals("ABORTED");
        return new ReportView(
                new Headline(recording, run, result, endedAt).head(),
                failed ? causes() : List.of(),
                rollouts.undos(),
                timeLine(),
                images(),
                release.promotions().stream().map(ReportComposer::promotion).toList(),
                deployments(),
                slack(),
                recording.mails().stream().map(Mails::view).toList(),
                warnings());
    }

    /** Those of the cluster first, since they say most; then a build that gave no image; then what ended the run. */
    private List<ReportView.Cause> causes() {
        List<ReportView.Cause> causes = new ArrayList<>();
        rollouts.all().forEach(rollout -> causes.addAll(rollout.causes()));
        if (causes.isEmpty()) {
            recording.unfinishedBuilds().forEach(build -> causes.add(cause(build)));
        }
        if (causes.isEmpty() && recording.failure() != null) {
            causes.add(plain("", where(), recording.failure()));
        }
        if (causes.isEmpty()) {
            release.deployments().stream()
                    .filter(one -> one.reason() != null && !one.reason().isEmpty())
                    .forEach(one -> causes.add(plain("", one.name() + " to " + one.environment(), one.reason())));
        }
        if (causes.isEmpty() && !where().isEmpty()) {
            causes.add(plain("", where(), "No event says why; the run's log has it."));
        }
        return causes;
    }

    /** The innermost stages that failed. */
    private String where() {
        List<Recording.Stage> failed = recording.stages().stream()
                .filter(stage -> stage.outcome() != null && stage.outcome().bad())
                .toList();
        List<String> innermost = failed.stream()
                .filter(stage -> failed.stream().noneMatch(other -> stage.id().equals(other.parent())))
                .map(stage -> "“" + stage.name() + "”")
                .toList();
        return innermost.isEmpty() ? "" : (innermost.size() == 1 ? "Stage " : "Stages ") + Phrases.list(innermost);
    }

    private ReportView.Cause cause(ImageBuildStarted build) {
        return new ReportView.Cause(
                "cause-build-" + build.service(),
                "Image build",
                "Image of " + build.service(),
                recording.failure() == null ? build.builder() + " gave no image " + build.image() : recording.failure(),
                "",
                "",
                "",
                "",
                recording.outputOf(build.service()));
    }

    private static ReportView.Cause plain(String code, String subject, String message) {
        return new ReportView.Cause("cause-1", code, subject, message, "", "", "", "", List.of());
    }

    private ReportView.TimeLineView timeLine() {
        TimeLine line = new TimeLine(run.startedAt(), endedAt);
        recording.stages().forEach(line::add);
        for (Release.Deployment deployment : release.deployments()) {
            line.add(deployment, recording.stageOf(deployment), undone(deployment));
        }
        return new ReportView.TimeLineView(line.ticks(), line.rows());
    }

    /** From the first undo's start to the last one's end, or null. */
    private Instant[] undone(Release.Deployment deployment) {
        List<Recording.Undo> undos = release.rolloutsOf(deployment.id()).stream()
                .map(rollout -> recording.undo(rollout.id()))
                .filter(Objects::nonNull)
                .toList();
        if (undos.isEmpty()) {
            return null;
        }
        return new Instant[] {
            undos.stream()
                    .map(Recording.Undo::startedAt)
                    .min(Comparator.naturalOrder())
                    .orElse(endedAt),
            undos.stream()
                    .map(undo -> undo.endedAt() == null ? endedAt : undo.endedAt())
                    .max(Comparator.naturalOrder())
                    .orElse(endedAt)
        };
    }

    private List<ReportView.Image> images() {
        return release.images().values().stream()
                .sorted(Comparator.comparing(BuiltImage::service))
                .map(image -> new ReportView.Image(
                        image.service().value(),
                        image.reference().name(),
                        image.tags(),
                        image.digest().value(),
                        Phrases.size(image.size()),
                        Phrases.duration(image.duration()),
                        image.builder(),
                        image.pushed()))
                .toList();
    }

    private static ReportView.Promotion promotion(PromotedImage image) {
        String from = image.from().name();
        String to = image.reference().name();
        return new ReportView.Promotion(
                to,
                image.tags(),
                from.equals(to) ? "" : from,
                image.reference().digest().value());
    }

    private List<ReportView.Deployment> deployments() {
        List<ReportView.Deployment> all = new ArrayList<>();
        release.deployments()
                .forEach(one -> all.add(new ReportView.Deployment(
                        one.name(),
                        one.environment(),
                        State.of(one.outcome()),
                        one.undo() == UndoPolicy.ON_FAILURE ? "undone if it fails" : "left as it is if it fails",
                        one.outcome() == Outcome.SUCCEEDED ? "" : Phrases.orEmpty(one.reason()),
                        where(rollouts.of(one.id())),
                        Phrases.timeOfDay(one.startedAt()),
                        Phrases.between(one.startedAt(), one.endedAt() == null ? endedAt : one.endedAt()),
                        rollouts.of(one.id()))));
        if (!rollouts.of(null).isEmpty()) {
            all.add(new ReportView.Deployment(
                    "", "", null, "", "", where(rollouts.of(null)), null, "", rollouts.of(null)));
        }
        return all;
    }

    private static String where(List<ReportView.Rollout> rollouts) {
        List<String> all =
                rollouts.stream().map(ReportView.Rollout::where).distinct().toList();
        return all.size() == 1 ? all.get(0) : "";
    }

    private List<ReportView.Slack> slack() {
        return recording.slack().stream()
                .map(post -> new ReportView.Slack(
                        post.channel().startsWith("#") ? post.channel() : "#" + post.channel(),
                        post.body().get("username") instanceof String name ? name : "Storefront",
                        Phrases.timeOfDay(post.at()),
                        new ReportView.Trusted(SlackBlocks.draw(post.body()))))
                .toList();
    }

    private List<ReportView.Warning> warnings() {
        List<ReportView.Warning> all = new ArrayList<>();
        recording
                .failedNotices()
                .forEach(notice -> all.add(new ReportView.Warning(
                        "Nobody told " + notice.to() + " by " + notice.kind(), "", notice.reason(), "")));
        recording
                .warnings()
                .forEach((warning, times) -> all.add(new ReportView.Warning(
                        warning.subject(), warning.reason(), warning.text(), times == 1 ? "" : times + " times")));
        return all;
    }
}
