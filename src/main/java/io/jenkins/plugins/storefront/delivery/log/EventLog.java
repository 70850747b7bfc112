package io.jenkins.plugins.storefront.delivery.log;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.ImageBuildStarted;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.event.ImagePromoted;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.event.ObjectApplied;
import io.jenkins.plugins.storefront.delivery.event.PlanMade;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutCommanded;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.event.StrategyMoved;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoStarted;
import io.jenkins.plugins.storefront.delivery.event.WarningSeen;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Renders events as lines of the run's log: the one place that decides what a person reads there. */
public final class EventLog implements EventSink {
    private final Supplier<PrintStream> out;

    /** Asks for the stream at each event, because a host may reopen its log after a restart. */
    public EventLog(Supplier<PrintStream> out) {
        this.out = out;
    }

    @Override
    public void publish(DeliveryEvent event) {
        PrintStream stream = out.get();
        for (String line : lines(event)) {
            stream.println(line);
        }
        stream.flush();
    }

    /** The lines of one event; none for those that the host shows in its own way, such as stages. */
    public static List<String> lines(DeliveryEvent event) {
        if (event instanceof ProcessOutput output) {
            return List.of("[" + output.source() + "] " + output.line());
        } else if (event instanceof ImageBuildStarted build) {
            return List.of("Building " + build.image() + " with " + build.builder() + " (" + build.why() + ")");
        } else if (event instanceof ImageBuilt built) {
            String done = built.image().reused() ? "Reused " : built.image().pushed() ? "Pushed " : "Built ";
            return List.of(done + built.image().reference() + " in "
                    + built.image().duration().toMillis() + " ms with "
                    + built.image().builder());
        } else if (event instanceof ImagePromoted promoted) {
            return List.of(promoted(promoted));
        } else if (event instanceof DeploymentOpened opened) {
            return List.of("Deployment '" + opened.name() + "' to " + opened.environment() + " begins");
        } else if (event instanceof DeploymentClosed closed) {
            return List.of(
                    "Deployment " + closed.outcome() + (closed.reason().isEmpty() ? "" : ": " + closed.reason()));
        } else if (event instanceof RolloutPlanned planned) {
            int count = planned.objects().size();
            return List.of("Rolling out " + count + (count == 1 ? " object to " : " objects to ") + planned.cluster()
                    + "/" + planned.namespace());
        } else if (event instanceof PlanMade plan) {
            List<String> lines = new ArrayList<>(PlanText.lines(plan.changes()));
            lines.add(
                    0,
                    "Plan " + plan.plan() + " for " + plan.cluster() + "/" + plan.namespace() + ": "
                            + PlanText.counts(plan.changes()));
            return lines;
        } else if (event instanceof ObjectApplied applied) {
            return List.of("  " + applied.object() + " " + applied.change());
        } else if (event instanceof WorkloadProgressed progress) {
            return List.of("  " + progress.object() + " " + progress.ready() + "/" + progress.desired() + " "
                    + progress.status());
        } else if (event instanceof WarningSeen warning) {
            return List.of("  ! " + warning.object() + " " + warning.reason() + ": " + warning.message());
        } else if (event instanceof RolloutEnded ended) {
            return rolloutEnded(ended);
        } else if (event instanceof StrategyMoved moved) {
            return moved.text().isEmpty()
                    ? List.of()
                    : List.of("  " + moved.strategy() + " " + moved.subject() + ": " + moved.text());
        } else if (event instanceof RolloutCommanded said) {
            return List.of("Rollout " + said.rollout() + ": " + said.who() + " says "
                    + said.action().name().toLowerCase(Locale.ROOT));
        } else if (event instanceof UndoStarted undo) {
            return List.of("Undoing: " + undo.why());
        } else if (event instanceof UndoEnded undo) {
            return List.of((undo.succeeded() ? "Undone: " : "UNDO FAILED: ") + undo.message());
        } else if (event instanceof NoticeSent notice) {
            return List.of("Told " + notice.to() + " by " + notice.kind() + ": " + notice.title());
        } else if (event instanceof NoticeFailed notice) {
            String whom = notice.to().isEmpty() ? "anybody" : notice.to();
            return List.of("WARNING: could not tell " + whom + " by " + notice.kind() + ": " + notice.reason());
        } else if (event instanceof Remark remark) {
            return List.of((remark.warning() ? "WARNING: " : "") + remark.subject() + ": " + remark.text());
        }
        return List.of();
    }

    private static String promoted(ImagePromoted event) {
        boolean tagged = event.image().from().equals(event.image().reference());
        String tags = event.image().tags().isEmpty()
                ? ""
                : " as " + String.join(", ", event.image().tags());
        return tagged
                ? "Tagged " + event.image().reference() + tags
                : "Promoted " + event.image().from() + " to "
                        + event.image().reference().name() + tags + " in "
                        + event.duration().toMillis() + " ms (" + event.sent() + " bytes sent, " + event.mounted()
                        + " mounted)";
    }

    /** The cause first, then where, what it said last, what the cluster warned of, what is different, and what to do. */
    private static List<String> rolloutEnded(RolloutEnded ended) {
        List<String> lines = new ArrayList<>();
        lines.add("Rollout " + ended.outcome() + ": " + ended.verdict());
        for (FailureCause cause : ended.causes()) {
            lines.add("  " + cause.subject() + ": " + cause.code() + ": " + cause.message());
            if (cause.pod() != null) {
                lines.add("    pod " + cause.pod()
                        + (cause.container() == null ? "" : ", container " + cause.container())
                        + (cause.exitCode() == null ? "" : ", exit code " + cause.exitCode()));
            }
            cause.log().forEach(line -> lines.add("    | " + line));
            cause.events().forEach(line -> lines.add("    ! " + line));
            cause.changes().forEach(line -> lines.add("    ~ " + line));
            if (!cause.advice().isEmpty()) {
                lines.add("    > " + cause.advice());
            }
        }
        return lines;
    }
}
