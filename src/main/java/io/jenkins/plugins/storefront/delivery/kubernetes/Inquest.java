package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Advice;
import io.jenkins.plugins.storefront.delivery.rollout.Differences;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import io.jenkins.plugins.storefront.delivery.rollout.check.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds out about the causes of a failure what the cluster still knows, before an undo makes it forget: the last lines of what crashed,
 * warnings, what changed, what to do. What cannot be found out is left out; the cause stands without it.
 */
final class Inquest {
    private static final int LOG_LINES = 20;
    private static final int MOST_EVENTS = 8;
    private static final int MOST_CHANGES = 12;

    /** Further causes are told as they are: of a hundred failures, most have the same cause. */
    private static final int MOST_CAUSES = 10;

    private final DeliveryContext delivery;
    private final Eyes eyes;
    private final RolloutState state;

    Inquest(DeliveryContext delivery, Eyes eyes, RolloutState state) {
        this.delivery = delivery;
        this.eyes = eyes;
        this.state = state;
    }

    List<FailureCause> about(List<FailureCause> causes) {
        List<FailureCause> told = new ArrayList<>();
        for (FailureCause cause : causes) {
            told.add(told.size() < MOST_CAUSES ? about(cause) : cause);
        }
        return told;
    }

    private FailureCause about(FailureCause cause) {
        WorkloadRef ref = state.targets().stream()
                .map(RolloutState.Target::ref)
                .filter(one -> one.toString().equals(cause.subject()))
                .findFirst()
                .orElse(null);
        String advice = Advice.on(cause.code());
        return ref == null
                ? cause.with(List.of(), List.of(), List.of(), advice)
                : cause.with(log(cause, ref.namespace()), events(cause, ref), changes(ref), advice);
    }

    /** Of the instance that crashed, or of the one that runs and does not get ready. */
    private List<String> log(FailureCause cause, String namespace) {
        if (cause.pod() == null) {
            return List.of();
        }
        String container = cause.container();
        List<String> lines = cause.exitCode() == null
                ? List.of()
                : eyes.cluster().log(namespace, cause.pod(), container, true, LOG_LINES);
        return lines.isEmpty() ? eyes.cluster().log(namespace, cause.pod(), container, false, LOG_LINES) : lines;
    }

    private List<String> events(FailureCause cause, WorkloadRef ref) {
        try {
            Seen seen = eyes.lookAt(ref);
            List<String> lines = seen.events().stream()
                    .filter(event -> isAbout(event, cause))
                    .map(Events::line)
                    .distinct()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - MOST_EVENTS), lines.size());
        } catch (DeliveryException e) {
            return List.of();
        }
    }

    /** Warnings about another pod than the one that is named only distract. */
    private static boolean isAbout(Map<String, Object> event, FailureCause cause) {
        boolean pod = "Pod".equals(Fields.text(event, "involvedObject", "kind"));
        return !pod || cause.pod() == null || cause.pod().equals(Fields.text(event, "involvedObject", "name"));
    }

    private List<String> changes(WorkloadRef ref) {
        if (state.undoOf() != null) {
            return List.of();
        }
        try {
            RolloutPlan before = RolloutPlan.kept(delivery, RolloutPlan.undoOf(state.id()));
            Map<String, Object> now = before == null ? null : eyes.cluster().get(ref);
            if (now == null) {
                return List.of();
            }
            List<String> lines = new ArrayList<>(Differences.between(find(before, ref), now, MOST_CHANGES));
            for (RolloutState.Target other : state.targets()) {
                lines.addAll(settings(other.ref(), before, MOST_CHANGES - lines.size()));
            }
            return lines;
        } catch (DeliveryException e) {
            return List.of();
        }
    }

    /** What a container reads may be what broke it. */
    private List<String> settings(WorkloadRef ref, RolloutPlan before, int most) throws DeliveryException {
        boolean read = ref.kind().equals("ConfigMap") || ref.kind().equals("Secret");
        Map<String, Object> was = read && most > 0 ? find(before, ref) : null;
        Map<String, Object> is = was == null ? null : eyes.cluster().get(ref);
        return is == null
                ? List.of()
                : Differences.between(was, is, most).stream()
                        .map(line -> ref.kind() + " " + ref.name() + ": " + line)
                        .toList();
    }

    private static Map<String, Object> find(RolloutPlan plan, WorkloadRef ref) {
        return plan.manifests().stream()
                .filter(manifest -> manifest.ref().equals(ref))
                .findFirst()
                .map(manifest -> manifest.object())
                .orElse(null);
    }
}
