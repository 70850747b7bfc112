package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Patience;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Verdict;
import io.jenkins.plugins.storefront.delivery.rollout.check.Checks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One round of looks of a {@link RolloutMachine}: takes the targets one by one and adds up what follows. */
final class TargetLooks {
    private final RolloutState state;
    private final Instant now;
    private final Warnings warnings;
    private final List<RolloutState.Target> targets = new ArrayList<>();
    private final List<DeliveryEvent> events = new ArrayList<>();
    private final List<FailureCause> failed = new ArrayList<>();
    private final Map<WorkloadRef, FailureCause> holding = new HashMap<>();
    private Instant movedAt;
    private Instant dueAt;

    TargetLooks(RolloutState state, Instant now) {
        this.state = state;
        this.now = now;
        this.movedAt = state.movedAt();
        this.warnings = new Warnings(state, now);
    }

    /** Not looked at this time. */
    void keep(RolloutState.Target target) {
        targets.add(target);
        if (target.ready()) {
            return;
        }
        due(
                target.failingSince() == null
                        ? null
                        : target.failingSince().plus(state.limits().grace()));
        due(target.readySince() == null ? null : settled(target.readySince()));
    }

    void take(RolloutState.Target target, Seen look) {
        RolloutState.Target known = target.eventsBefore() != null ? target : first(target, look);
        Assessment at = Checks.of(known, look, state.limits());
        events.addAll(warnings.about(known, look));
        Instant since = null;
        if (at.verdict() == Verdict.FAILED_CERTAIN) {
            failed.add(at.cause());
        } else if (at.patience() != Patience.LONG) {
            since = known.failingSince() == null ? now : known.failingSince();
            at = patient(at, known, since);
        }
        if (at.verdict() == Verdict.FAILING_MAYBE && !known.status().equals(at.status())) {
            events.addAll(warnings.failing(known.ref(), at.cause()));
        }
        Instant serving = null;
        if (at.verdict() == Verdict.READY && !state.limits().rules().settle().isZero()) {
            serving = known.readySince();
            if (serving == null || at.restarts() > known.restartsAtReady()) {
                serving = now;
            }
            if (now.isBefore(settled(serving))) {
                due(settled(serving));
                at = at.settling();
            }
        }
        if (at.cause() != null && at.verdict() != Verdict.READY) {
            holding.put(known.ref(), at.cause());
        }
        boolean ready = at.verdict() == Verdict.READY;
        if (!at.status().equals(known.status()) || ready != known.ready()) {
            movedAt = now;
            if (at.verdict() == Verdict.PROGRESSING || ready) {
                events.add(new WorkloadProgressed(now, state.id(), known.ref(), at.ready(), at.desired(), at.status()));
            }
        }
        targets.add(known.seen(ready, at.status(), since, serving, at.restarts()));
    }

    /** A state whose time is limited: over, it has failed, or counts as ready. */
    private Assessment patient(Assessment at, RolloutState.Target target, Instant since) {
        Instant end = since.plus(state.limits().grace());
        if (now.isBefore(end)) {
            due(end);
            return at;
        } else if (at.patience() == Patience.THEN_READY) {
            return at.asReady();
        }
        failed.add(at.cause());
        return at;
    }

    private RolloutState.Target first(RolloutState.Target target, Seen look) {
        return target.first(Warnings.restarts(look, state.startedAt()), Warnings.newest(look));
    }

    private Instant settled(Instant serving) {
        return serving.plus(state.limits().rules().settle());
    }

    private void due(Instant at) {
        if (at != null && (dueAt == null || at.isBefore(dueAt))) {
            dueAt = at;
        }
    }

    List<RolloutState.Target> targets() {
        return targets;
    }

    List<DeliveryEvent> events() {
        return events;
    }

    List<FailureCause> failed() {
        return failed;
    }

    /** What holds up targets that were looked at. */
    Map<WorkloadRef, FailureCause> holding() {
        return holding;
    }

    Instant movedAt() {
        return movedAt;
    }

    Instant dueAt() {
        return dueAt;
    }

    List<String> warned() {
        return warnings.told();
    }
}
