package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The release's one message: version, what changed and by whom, a line per service, how far it is, why it failed, and links. Everything
 * that comes from outside is escaped; what does not fit is counted.
 */
final class LivingBlocks {
    private static final int MOST_CHANGES = 5;
    private static final int MOST_SERVICES = 25;
    private static final int MOST_DEPLOYMENTS = 6;
    private static final int MOST_CAUSES = 3;
    private static final int LONGEST_LINE = 160;
    private static final int SHORT_COMMIT = 12;
    private static final int BAR = 10;

    private final RunInfo run;
    private final Release release;
    private final Map<String, Before> before;
    private final Map<String, Progress> progress;
    private final NoticeTexts words;
    private final UnaryOperator<String> mask;

    LivingBlocks(
            RunInfo run,
            Release release,
            Map<String, Before> before,
            Map<String, Progress> progress,
            NoticeTexts words,
            UnaryOperator<String> mask) {
        this.run = run;
        this.release = release;
        this.before = before;
        this.progress = progress;
        this.words = words;
        this.mask = mask;
    }

    /** @param summary plain headline */
    SlackMessage message(String summary, String diffUrl) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(SlackMessage.header(summary));
        blocks.add(SlackMessage.context(version()));
        String changes = changes();
        if (!changes.isEmpty()) {
            blocks.add(SlackMessage.sectionOf(changes));
        }
        List<Release.Deployment> deployments = release.deployments();
        if (deployments.isEmpty() && !release.images().isEmpty()) {
            blocks.add(SlackMessage.sectionOf(images()));
        }
        int hidden = Math.max(0, deployments.size() - MOST_DEPLOYMENTS);
        if (hidden > 0) {
            blocks.add(SlackMessage.context(words.text("living.earlier", hidden)));
        }
        deployments.stream().skip(hidden).forEach(one -> blocks.add(SlackMessage.sectionOf(deployment(one))));
        buttons(blocks, diffUrl);
        return SlackMessage.written(blocks, summary);
    }

    private String version() {
        List<String> parts = new ArrayList<>();
        if (run.commit() != null) {
            parts.add("`"
                    + Mrkdwn.escape(run.commit()
                            .substring(0, Math.min(SHORT_COMMIT, run.commit().length()))) + "`");
        }
        if (run.branch() != null) {
            parts.add(Mrkdwn.escape(line(run.branch())));
        }
        parts.add(Mrkdwn.escape(line(run.displayName())));
        if (run.startedBy() != null && !run.startedBy().isBlank()) {
            parts.add(Mrkdwn.escape(line(run.startedBy())));
        }
        return String.join("  ·  ", parts);
    }

    private String changes() {
        List<Change> all = before.values().stream()
                .map(Before::changes)
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        StringBuilder text = new StringBuilder();
        for (Change one : all.subList(0, Math.min(MOST_CHANGES, all.size()))) {
            text.append("• ").append(Mrkdwn.escape(line(one.title())));
            if (one.author() != null) {
                text.append(" — _")
                        .append(Mrkdwn.escape(line(one.author().name())))
                        .append("_");
            }
            text.append("\n");
        }
        if (all.size() > MOST_CHANGES) {
            text.append(words.text("living.moreChanges", all.size() - MOST_CHANGES));
        }
        return text.toString();
    }

    private String images() {
        List<BuiltImage> images = release.images().values().stream()
                .sorted(Comparator.comparing(BuiltImage::service))
                .toList();
        StringBuilder text = new StringBuilder();
        for (BuiltImage one : images.subList(0, Math.min(MOST_SERVICES, images.size()))) {
            text.append(":package: *")
                    .append(Mrkdwn.escape(one.service().value()))
                    .append("* `")
                    .append(one.digest().brief())
                    .append("`\n");
        }
        return text.append(more(images.size())).toString();
    }

    private String deployment(Release.Deployment deployment) {
        StringBuilder text = new StringBuilder(mark(deployment.outcome()))
                .append(" *")
                .append(Mrkdwn.escape(line(deployment.name())))
                .append("* → ")
                .append(Mrkdwn.escape(line(deployment.environment())))
                .append(": ")
                .append(words.text("outcome." + (deployment.outcome() == null ? "RUNNING" : deployment.outcome())));
        if (deployment.reason() != null && !deployment.reason().isEmpty()) {
            text.append(": ").append(Mrkdwn.escape(line(deployment.reason())));
        }
        List<Release.Rollout> rollouts = release.rolloutsOf(deployment.id());
        List<String> lines = new ArrayList<>();
        int ready = 0;
        for (Release.Rollout rollout : rollouts) {
            for (WorkloadRef object : rollout.objects()) {
                Progress now = progress.get(Progress.key(rollout.id(), object));
                if (now == null
                        && !object.apiVersion().startsWith("apps/")
                        && !object.apiVersion().startsWith("batch/")) {
                    continue; // nothing that runs: a Service, a ConfigMap
                }
                boolean done = now != null && now.done() || rollout.outcome() == Outcome.SUCCEEDED;
                ready += done ? 1 : 0;
                lines.add(service(object, now, done, rollout));
            }
        }
        if (!lines.isEmpty()) {
            text.append("\n").append(bar(ready, lines.size()));
            lines.stream().limit(MOST_SERVICES).forEach(one -> text.append("\n").append(one));
            text.append(more(lines.size()));
        }
        causes(text, rollouts);
        return text.toString();
    }

    private String service(WorkloadRef object, Progress now, boolean done, Release.Rollout rollout) {
        boolean failed = rollout.causes().stream().anyMatch(one -> one.subject().equals(object.toString()));
        String mark = failed
                ? ":x:"
                : done ? ":white_check_mark:" : now == null ? ":white_circle:" : ":hourglass_flowing_sand:";
        return mark + " " + Mrkdwn.escape(line(object.name()))
                + (now == null ? "" : "  " + now.ready() + "/" + now.desired())
                + (now == null || done ? "" : "  " + Mrkdwn.escape(line(now.status())));
    }

    private String bar(int ready, int of) {
        int full = of == 0 ? 0 : ready * BAR / of;
        return "▰".repeat(full) + "▱".repeat(BAR - full) + "  " + words.text("living.progress", ready, of);
    }

    private void causes(StringBuilder text, List<Release.Rollout> rollouts) {
        List<FailureCause> causes =
                rollouts.stream().flatMap(one -> one.causes().stream()).toList();
        for (FailureCause one : causes.subList(0, Math.min(MOST_CAUSES, causes.size()))) {
            text.append("\n> *")
                    .append(Mrkdwn.escape(line(one.subject())))
                    .append("* ")
                    .append(Mrkdwn.escape(line(one.code() + ": " + one.message())));
        }
        if (causes.size() > MOST_CAUSES) {
            text.append("\n> ").append(words.text("living.moreCauses", causes.size() - MOST_CAUSES));
        }
    }

    private void buttons(List<Map<String, Object>> blocks, String diffUrl) {
        Map<String, String> links = new LinkedHashMap<>();
        if (run.url() != null && !run.url().isEmpty()) {
            links.put("run", run.url());
            links.put("report", run.url() + (run.url().endsWith("/") ? "" : "/") + "release/");
        }
        if (diffUrl != null) {
            links.put("diff", diffUrl);
        }
        if (!links.isEmpty()) {
            List<Map<String, Object>> buttons = new ArrayList<>();
            links.forEach((id, url) -> buttons.add(SlackMessage.button("open-" + id, words.text("living." + id), url)));
            blocks.add(Map.of("type", "actions", "elements", buttons));
        }
    }

    private String more(int of) {
        return of > MOST_SERVICES ? "\n" + words.text("living.moreServices", of - MOST_SERVICES) : "";
    }

    private static String mark(Outcome outcome) {
        return outcome == null
                ? ":hourglass_flowing_sand:"
                : switch (outcome) {
                    case SUCCEEDED -> ":white_check_mark:";
                    case UNSTABLE -> ":warning:";
                    case UNDONE -> ":leftwards_arrow_with_hook:";
                    case SKIPPED -> ":fast_forward:";
                    case FAILED, ABORTED -> ":x:";
                };
    }

    private String line(String text) {
        return cut(mask.apply(text).replaceAll("\\s+", " "), LONGEST_LINE);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }
}
