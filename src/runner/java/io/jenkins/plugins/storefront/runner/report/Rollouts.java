package io.jenkins.plugins.storefront.runner.report;

import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.runner.report.ReportView.Cause;
import io.jenkins.plugins.storefront.runner.report.ReportView.Pinned;
import io.jenkins.plugins.storefront.runner.report.ReportView.Rollout;
import io.jenkins.plugins.storefront.runner.report.ReportView.Undo;
import io.jenkins.plugins.storefront.runner.report.ReportView.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rollouts of a run, why they failed, and what became of their undo. */
final class Rollouts {
    /** Kinds whose pods are counted (kubernetes.io/docs/concepts/workloads/controllers). */
    private static final Set<String> WORKLOADS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod");

    private final Recording recording;
    private final Release release;
    private final Instant endedAt;
    private final Map<Release.Rollout, Rollout> made = new LinkedHashMap<>();
    private int causesSeen;

    Rollouts(Recording recording, Instant endedAt) {
        this.recording = recording;
        this.release = recording.release();
        this.endedAt = endedAt;
        release.rollouts().forEach(one -> made.put(one, rollout(one)));
    }

    /** Those of a deployment, or, for null, those of none. */
    List<Rollout> of(String deployment) {
        return release.rolloutsOf(deployment).stream().map(made::get).toList();
    }

    /** All of them, as they were planned. */
    List<Rollout> all() {
        return List.copyOf(made.values());
    }

    /** In the order in which they began. */
    List<Undo> undos() {
        return made.keySet().stream()
                .filter(one -> recording.undo(one.id()) != null)
                .sorted(Comparator.comparing(one -> recording.undo(one.id()).startedAt()))
                .map(one -> made.get(one).undo())
                .toList();
    }

    private Rollout rollout(Release.Rollout one) {
        List<Cause> causes = new ArrayList<>();
        for (FailureCause cause : one.causes()) {
            causes.add(cause(cause, one));
        }
        return new Rollout(
                title(one),
                one.cluster() + " / " + one.namespace(),
                State.of(one.outcome()),
                Phrases.orEmpty(one.verdict()),
                Phrases.between(one.startedAt(), one.endedAt() == null ? endedAt : one.endedAt()),
                pinned(one),
                workloads(one),
                others(one),
                causes,
                undo(one));
    }

    /** The services whose images it brings, where they are known; else its workloads. */
    private String title(Release.Rollout one) {
        Set<String> services = new TreeSet<>();
        release.images().forEach((service, image) -> {
            if (one.images().containsValue(image.reference().toString())) {
                services.add(service.value());
            }
        });
        if (services.isEmpty()) {
            one.objects().stream()
                    .filter(object -> WORKLOADS.contains(object.kind()))
                    .forEach(object -> services.add(object.name()));
        }
        if (services.isEmpty()) {
            one.objects().forEach(object -> services.add(object.name()));
        }
        return services.isEmpty() ? "Rollout " + one.id() : Phrases.list(List.copyOf(services));
    }

    /** Those that no workload is named after. */
    private static List<Pinned> pinned(Release.Rollout one) {
        return one.images().entrySet().stream()
                .filter(image -> one.objects().stream()
                        .filter(object -> WORKLOADS.contains(object.kind()))
                        .noneMatch(object -> isOf(image.getKey(), object)))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Pinned(entry.getKey(), digest(entry.getValue())))
                .toList();
    }

    /** Of a pinned reference; its last part where it has no digest. */
    private static String digest(String reference) {
        int at = reference.indexOf('@');
        return at < 0 ? reference.substring(reference.lastIndexOf('/') + 1) : reference.substring(at + 1);
    }

    private List<Workload> workloads(Release.Rollout one) {
        Map<WorkloadRef, WorkloadProgressed> progress = recording.progress(one.id());
        List<Workload> all = new ArrayList<>();
        for (WorkloadRef object : one.objects()) {
            if (WORKLOADS.contains(object.kind())) {
                all.add(workload(object, progress.get(object), one));
            }
        }
        return all;
    }

    private static Workload workload(WorkloadRef object, WorkloadProgressed seen, Release.Rollout of) {
        String digest = of.images().entrySet().stream()
                .filter(image -> isOf(image.getKey(), object))
                .map(image -> digest(image.getValue()))
                .findFirst()
                .orElse("");
        if (seen == null) {
            return new Workload(
                    object.kind(), object.name(), false, 0, 0, 0, State.of(of.outcome()), "never looked at", digest);
        }
        boolean whole = seen.desired() > 0 && seen.ready() >= seen.desired();
        int percent = seen.desired() <= 0 ? 0 : (int) Math.max(0, Math.min(100, seen.ready() * 100L / seen.desired()));
        return new Workload(
                object.kind(),
                object.name(),
                true,
                seen.ready(),
                seen.desired(),
                percent,
                whole ? State.of(Outcome.SUCCEEDED) : State.of(of.outcome()),
                seen.status(),
                digest);
    }

    private static List<String> others(Release.Rollout one) {
        return one.objects().stream()
                .filter(object -> !WORKLOADS.contains(object.kind()))
                .map(object -> object.kind() + " " + object.name())
                .toList();
    }

    /** Whether an image as manifests write it is that of a workload: they have one name, as is the custom. */
    private static boolean isOf(String image, WorkloadRef object) {
        return image.substring(image.lastIndexOf('/') + 1).equals(object.name());
    }

    private Cause cause(FailureCause cause, Release.Rollout of) {
        causesSeen++;
        return new Cause(
                "cause-" + causesSeen,
                cause.code(),
                cause.subject(),
                cause.message(),
                of.cluster() + " / " + of.namespace(),
                Phrases.orEmpty(cause.pod()),
                Phrases.orEmpty(cause.container()),
                cause.exitCode() == null ? "" : cause.exitCode().toString(),
                cause.log(),
                cause.events(),
                cause.changes(),
                cause.advice());
    }

    /** Null if none was tried. */
    private Undo undo(Release.Rollout one) {
        Recording.Undo undo = recording.undo(one.id());
        if (undo == null) {
            return null;
        }
        String took = Phrases.between(undo.startedAt(), undo.endedAt());
        if (undo.endedAt() == null) {
            return new Undo(State.UNFINISHED.saying("Undo unfinished"), title(one), "nobody saw it end", took);
        }
        return undo.succeeded()
                ? new Undo(State.of(Outcome.UNDONE), title(one), undo.message(), took)
                : new Undo(State.of(Outcome.FAILED).saying("Undo failed"), title(one), undo.message(), took);
    }
}
