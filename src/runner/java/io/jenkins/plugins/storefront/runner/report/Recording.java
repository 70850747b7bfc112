package io.jenkins.plugins.storefront.runner.report;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.ImageBuildStarted;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.StageEnded;
import io.jenkins.plugins.storefront.delivery.event.StageStarted;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoStarted;
import io.jenkins.plugins.storefront.delivery.event.WarningSeen;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.release.ReleaseReducer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report remembers of a run: the release, which {@link ReleaseReducer} makes, and what a release does not keep, such as stages
 * and the latest progress. Not safe for use by several threads; {@link Report} guards it.
 */
final class Recording {
    /** Lines of output kept per program, for a build that fails. */
    private static final int TAIL = 20;

    private Release release = Release.empty();
    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private final Map<String, String> stageOfDeployment = new LinkedHashMap<>();
    private final Map<String, Undo> undos = new LinkedHashMap<>();
    private final Map<String, Map<WorkloadRef, WorkloadProgressed>> progress = new LinkedHashMap<>();
    private final Map<ServiceName, ImageBuildStarted> building = new LinkedHashMap<>();
    private final Map<String, Deque<String>> output = new LinkedHashMap<>();
    private final Map<Warning, Integer> warnings = new LinkedHashMap<>();
    private final List<NoticeSent> notices = new ArrayList<>();
    private final List<NoticeFailed> failedNotices = new ArrayList<>();
    private final List<SlackPost> slack = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();
    private String failure;

    /** A stage; {@code endedAt} and {@code outcome} are null while it runs. */
    record Stage(String id, String name, String parent, Instant startedAt, Instant endedAt, Outcome outcome) {}

    /** An undo; {@code endedAt} and {@code message} are null while it runs. */
    record Undo(String rollout, Instant startedAt, String why, Instant endedAt, boolean succeeded, String message) {}

    /** Something that somebody should look at; the same again is counted. */
    record Warning(String subject, String reason, String text) {}

    record SlackPost(Instant at, String channel, Map<String, ?> body) {}

    record Mail(Instant at, String subject, String from, List<String> to, String html, String text) {}

    void take(DeliveryEvent event) {
        release = ReleaseReducer.reduce(release, event);
        if (event instanceof StageStarted e) {
            stages.put(e.id(), new Stage(e.id(), e.name(), e.parent(), e.at(), null, null));
        } else if (event instanceof StageEnded e) {
            stages.computeIfPresent(
                    e.id(), (id, s) -> new Stage(id, s.name(), s.parent(), s.startedAt(), e.at(), e.outcome()));
        } else if (event instanceof WorkloadProgressed e) {
            progress.computeIfAbsent(e.rollout(), id -> new LinkedHashMap<>()).put(e.object(), e);
        } else if (event instanceof UndoStarted e) {
            undos.put(e.rollout(), new Undo(e.rollout(), e.at(), e.why(), null, false, null));
        } else if (event instanceof UndoEnded e) {
            undos.compute(
                    e.rollout(),
                    (id, u) -> new Undo(
                            id,
                            u == null ? e.at() : u.startedAt(),
                            u == null ? "" : u.why(),
                            e.at(),
                            e.succeeded(),
                            e.message()));
        } else if (event instanceof ImageBuildStarted e) {
            building.put(e.service(), e);
        } else if (event instanceof ImageBuilt e) {
            building.remove(e.image().service());
        } else if (event instanceof ProcessOutput e) {
            Deque<String> tail = output.computeIfAbsent(e.source(), source -> new ArrayDeque<>());
            tail.addLast(e.line());
            if (tail.size() > TAIL) {
                tail.removeFirst();
            }
        } else {
            word(event);
        }
    }

    /** Notes which stage {@code event} comes from. */
    void from(String stage, DeliveryEvent event) {
        if (event instanceof DeploymentOpened e) {
            stageOfDeployment.put(e.deployment(), stage);
        }
    }

    private void word(DeliveryEvent event) {
        if (event instanceof WarningSeen e) {
            warn(new Warning(e.object().toString(), e.reason(), e.message()));
        } else if (event instanceof Remark e && e.warning()) {
            warn(new Warning(e.subject(), "", e.text()));
        } else if (event instanceof NoticeSent e) {
            notices.add(e);
        } else if (event instanceof NoticeFailed e) {
            failedNotices.add(e);
        }
    }

    private void warn(Warning warning) {
        warnings.merge(warning, 1, Integer::sum);
    }

    void slack(Map<String, ?> body, String channel, Instant at) {
        slack.add(new SlackPost(at, channel, body));
    }

    void mail(Mail mail) {
        mails.add(mail);
    }

    void failure(String message) {
        failure = message;
    }

    Release release() {
        return release;
    }

    /** In the order in which they began. */
    List<Stage> stages() {
        return List.copyOf(stages.values());
    }

    /** Id of the stage that a deployment was opened in, or null. */
    String stageOf(Release.Deployment deployment) {
        return stageOfDeployment.get(deployment.id());
    }

    /** The undo of a rollout, or null. */
    Undo undo(String rollout) {
        return undos.get(rollout);
    }

    /** The latest progress of each workload of a rollout. */
    Map<WorkloadRef, WorkloadProgressed> progress(String rollout) {
        return progress.getOrDefault(rollout, Map.of());
    }

    /** Builds that began and gave no image. */
    List<ImageBuildStarted> unfinishedBuilds() {
        return List.copyOf(building.values());
    }

    /** Last lines of the programs whose name ends with {@code service}, oldest first. */
    List<String> outputOf(ServiceName service) {
        List<String> lines = new ArrayList<>();
        output.forEach((source, tail) -> {
            if (source.equals(service.value()) || source.endsWith(" " + service)) {
                lines.addAll(tail);
            }
        });
        return lines;
    }

    /** Each warning with how often it was given. */
    Map<Warning, Integer> warnings() {
        return warnings;
    }

    List<NoticeFailed> failedNotices() {
        return failedNotices;
    }

    /** As received, or, where nobody handed that in, as sent. */
    List<SlackPost> slack() {
        return !slack.isEmpty()
                ? slack
                : notices.stream()
                        .filter(notice -> notice.kind().equals("slack"))
                        .map(notice -> new SlackPost(
                                notice.at(), notice.to(), Map.of("text", notice.title(), "blocks", notice.body())))
                        .toList();
    }

    /** As received, or, where nobody handed that in, as sent. */
    List<Mail> mails() {
        return !mails.isEmpty()
                ? mails
                : notices.stream()
                        .filter(notice -> notice.kind().equals("mail"))
                        .map(notice -> new Mail(
                                notice.at(), notice.title(), null, List.of(notice.to()), notice.body(), notice.text()))
                        .toList();
    }

    /** Or null. */
    String failure() {
        return failure;
    }
}
