package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Patience;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pods of a workload's new revision, those that are being deleted left out. */
final class PodSet {
    private final Look look;
    private final List<Map<String, Object>> pods;
    private final Set<String> olderDigests;

    PodSet(Look look, List<Map<String, Object>> pods, Set<String> olderDigests) {
        this.look = look;
        this.pods = pods;
        this.olderDigests = olderDigests;
    }

    /** Pods with a label that has the value; none where the value is not known yet. */
    static List<Map<String, Object>> withLabel(Look look, String label, String value) {
        return look.seen().pods().stream()
                .filter(pod -> value != null && value.equals(Fields.text(pod, "metadata", "labels", label)))
                .filter(PodSet::stays)
                .toList();
    }

    static boolean stays(Map<String, Object> pod) {
        return Fields.at(pod, "metadata", "deletionTimestamp") == null;
    }

    /** Those that are ready and run what they were told, which is what was applied. */
    int ready() {
        return (int) pods.stream().filter(this::isReady).count();
    }

    private boolean isReady(Map<String, Object> pod) {
        return Fields.isTrue(pod, "Ready")
                && Images.told(pod, look.target().images())
                && Images.outdated(pod, olderDigests) == null;
    }

    long restarts() {
        return pods.stream()
                .flatMap(pod -> Fields.list(pod, "status", "containerStatuses").stream())
                .mapToLong(status -> Fields.number(status, "restartCount"))
                .sum();
    }

    /** The same, failing, where a pod says so; else null. What is certain comes first. */
    Assessment failing(Assessment at) {
        Assessment maybe = null;
        for (Map<String, Object> pod : pods) {
            PodCheck.Failure failure = PodCheck.of(pod, look);
            if (failure == null) {
                String digest = Images.outdated(pod, olderDigests);
                failure = digest == null ? null : outdated(pod, digest);
            }
            if (failure != null && failure.verdict() == Verdict.FAILED_CERTAIN) {
                return at.certainly(failure.cause());
            } else if (failure != null && (maybe == null || maybe.patience() == Patience.LONG)) {
                maybe = at.maybe(failure.cause(), failure.patience());
            }
        }
        return maybe;
    }

    private PodCheck.Failure outdated(Map<String, Object> pod, String digest) {
        FailureCause why = new FailureCause(
                "OldImage",
                look.subject(),
                "its node runs " + digest + ", an earlier revision's, instead of the image that it was told",
                Fields.text(pod, "metadata", "name"),
                null,
                null,
                List.of());
        return new PodCheck.Failure(Verdict.FAILING_MAYBE, why, Patience.GRACE);
    }

    /**
     * Where pods change only when somebody deletes them ({@code OnDelete}): none is missing, and those that have changed serve. Those that
     * have not may be as they are, for nothing that was applied has reached them.
     *
     * @param there pods of any revision
     */
    Assessment onDelete(int there, int desired) {
        int changed = pods.size();
        Assessment at = Assessment.progressing(
                        Math.min(there, ready()),
                        desired,
                        there + " of " + desired + " there, " + ready() + " of " + changed + " changed ones ready")
                .withRestarts(restarts());
        Assessment failing = failing(at);
        if (failing == null) {
            failing = Creation.refusedByEvent(look, at, desired - there);
        }
        if (failing != null) {
            return failing;
        } else if (there < desired || ready() < changed) {
            return explain(at);
        }
        int left = Math.max(0, desired - changed);
        return reachable(Assessment.ready(
                desired, left == 0 ? "serves" : "accepted; " + left + " pods change when they are deleted (OnDelete)"));
    }

    /** With what a pod that is not ready complains of, such as its readiness probe. */
    Assessment explain(Assessment at) {
        for (Map<String, Object> pod : pods) {
            FailureCause why = Fields.isTrue(pod, "Ready") ? null : PodCheck.complaint(pod, look);
            if (why != null) {
                return at.heldUpBy(why);
            }
        }
        return at;
    }

    /** {@code ready}, unless a Service that selects these pods does not yet have all of them among its ready endpoints. */
    Assessment reachable(Assessment ready) {
        Assessment counted = ready.withRestarts(restarts());
        if (pods.isEmpty()) {
            return counted;
        }
        for (Seen.Reach service : look.seen().services()) {
            Set<String> missing = new HashSet<>();
            for (Map<String, Object> pod : pods) {
                if (isReady(pod) && service.selects(pod)) {
                    missing.add(Fields.text(pod, "metadata", "name"));
                }
            }
            missing.removeAll(service.readyPods());
            if (!missing.isEmpty()) {
                return Assessment.progressing(
                                ready.ready() - Math.min(ready.ready(), missing.size()),
                                ready.desired(),
                                "not all are behind Service " + service.name() + " yet")
                        .withRestarts(restarts())
                        .heldUpBy(look.cause(
                                "NotReachable",
                                "Service " + service.name() + " has no ready endpoint for " + missing.size()
                                        + " ready pods; look at its EndpointSlices"));
            }
        }
        return counted;
    }
}
