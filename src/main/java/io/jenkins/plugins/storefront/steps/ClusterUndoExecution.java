package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutSession;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutTask;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collections;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Goes back: by what this run recorded, the last rollout first, where neither a set nor a service is named; else by what the cluster
 * keeps. Persisted: which rollouts are still to be undone.
 */
final class ClusterUndoExecution extends SessionExecution {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String set;
    private final String release;
    private final Integer revision;
    private final String service;

    /** Rollouts of this run that are still to be undone, the next one first; null where it is not about those, or not known yet. */
    private ArrayList<String> toUndo;

    private int undone;

    ClusterUndoExecution(StepContext context, ClusterUndoStep step) {
        super(context, step, step.isOverride());
        set = step.getSet();
        release = step.getRelease();
        revision = step.getRevision();
        service = step.getService();
    }

    @Override
    void begin(RolloutSession begun, DeliveryContext delivery, DeploymentScope scope) throws Exception {
        if (release != null && revision != null) {
            throw new DeliveryException("clusterUndo: give release or revision, not both");
        } else if (set != null) {
            String to = revision == null ? release : revision.toString();
            begun.start(request(delivery, scope), new RolloutTask.Back(to, service));
        } else if (service != null) {
            if (release != null) {
                throw new DeliveryException("clusterUndo: a release is known by its set; name the set too");
            }
            begun.start(request(delivery, scope), new RolloutTask.Template(service, revision));
        } else if (release != null || revision != null) {
            throw new DeliveryException("clusterUndo: say of which set, or of which service");
        } else {
            next(begun, delivery, scope);
        }
    }

    /** Where the list was made and its saving is lost, it is made of what is still to be undone. */
    @Override
    void prepare(DeliveryContext delivery, DeploymentScope scope) {
        if (set != null || service != null || release != null || revision != null || toUndo != null) {
            return;
        }
        ArrayList<String> ids = new ArrayList<>();
        delivery.release().current().rollouts().stream()
                .filter(one -> scope == null || scope.id().equals(one.deployment()))
                .filter(one -> !Boolean.TRUE.equals(one.undone()))
                .forEach(one -> ids.add(one.id()));
        Collections.reverse(ids);
        toUndo = ids;
        getContext().saveState();
    }

    private void next(RolloutSession begun, DeliveryContext delivery, DeploymentScope scope) throws DeliveryException {
        if (toUndo.isEmpty()) {
            succeed(undone == 0 ? "this run rolled nothing out that could be undone" : undone + " rollouts undone");
            return;
        }
        String id = toUndo.get(0);
        Release.Rollout rollout = delivery.release().current().rollouts().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        begun.startUndo(
                request("undo-of-" + id, scope, rollout.cluster(), rollout.namespace()), id, "clusterUndo was called");
    }

    @Override
    boolean goesOn() {
        if (toUndo == null) {
            return false;
        }
        toUndo.remove(0);
        undone++;
        getContext().saveState();
        try {
            begin();
        } catch (Exception e) {
            fail(e);
        }
        return true;
    }

    /** Each undo has a state of its own. */
    @Override
    String key() {
        return toUndo == null || toUndo.isEmpty() ? super.key() : super.key() + "-" + toUndo.get(0);
    }

    @Override
    String name() {
        return "clusterUndo";
    }
}
