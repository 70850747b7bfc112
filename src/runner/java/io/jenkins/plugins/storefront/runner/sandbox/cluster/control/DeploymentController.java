package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Moves a Deployment to its newest template, a ReplicaSet per template, within {@code maxSurge} and {@code maxUnavailable}
 * (k8s.io/kubernetes/pkg/controller/deployment, "rolling.go").
 */
final class DeploymentController implements Controller {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String HASH = "pod-template-hash";

    @Override
    public void reconcile(Control control) {
        for (ObjectNode deployment : control.all("apps/v1", "Deployment")) {
            if (deployment.at("/spec/paused").asBoolean()) {
                control.status(deployment, status -> observe(deployment, status));
            } else {
                reconcile(deployment, control);
            }
        }
    }

    private static void reconcile(ObjectNode deployment, Control control) {
        List<ObjectNode> sets = new ArrayList<>(control.owned(deployment, "apps/v1", "ReplicaSet"));
        sets.sort(Comparator.comparingInt(DeploymentController::revision));
        ObjectNode newest = sets.stream()
                .filter(set -> template(set).equals(deployment.at("/spec/template")))
                .findFirst()
                .orElse(null);
        int last = sets.isEmpty() ? 0 : revision(sets.get(sets.size() - 1));
        if (newest == null) {
            control.create(newSet(deployment, last + 1, control));
            return;
        }
        int revision = revision(newest) == last ? last : last + 1;
        if (revision(newest) != revision) {
            annotate(newest, revision, control);
            return;
        } else if (revision(deployment) != revision) {
            annotate(deployment, revision, control);
            return;
        }
        List<ObjectNode> old = new ArrayList<>(sets);
        old.remove(newest);
        scale(deployment, newest, old, control);
        tidy(deployment, old, control);
        report(deployment, newest, old, control);
    }

    private static ObjectNode newSet(ObjectNode deployment, int revision, Control control) {
        JsonNode template = deployment.at("/spec/template");
        String hash = Replicas.hash(template);
        ObjectNode set = control.draft(
                "apps/v1", "ReplicaSet", Objects.namespace(deployment), Objects.name(deployment) + "-" + hash);
        set.withObject("/metadata/annotations").put(REVISION, Integer.toString(revision));
        set.withObject("/metadata/labels")
                .setAll((ObjectNode) template.withObject("/metadata/labels").deepCopy());
        set.withObject("/metadata/labels").put(HASH, hash);
        Objects.own(set, deployment);
        ObjectNode spec = set.putObject("spec").put("replicas", 0);
        spec.set("selector", deployment.at("/spec/selector").deepCopy());
        spec.withObject("/selector/matchLabels").put(HASH, hash);
        spec.set("template", template.deepCopy());
        spec.withObject("/template/metadata/labels").put(HASH, hash);
        return set;
    }

    /** The template of a ReplicaSet as its Deployment had it. */
    private static JsonNode template(ObjectNode set) {
        JsonNode template = set.at("/spec/template").deepCopy();
        template.withObject("/metadata/labels").remove(HASH);
        return template;
    }

    private static int revision(JsonNode object) {
        String revision = Objects.annotation(object, REVISION);
        return revision != null && revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : 0;
    }

    private static void annotate(ObjectNode object, int revision, Control control) {
        control.change(object, it -> it.withObject("/metadata/annotations").put(REVISION, Integer.toString(revision)));
    }

    private static void scale(ObjectNode deployment, ObjectNode newest, List<ObjectNode> old, Control control) {
        int wanted = Replicas.wanted(deployment);
        int oldTotal = old.stream().mapToInt(Replicas::wanted).sum();
        int now = Replicas.wanted(newest);
        if (deployment.at("/spec/strategy/type").asText().equals("Recreate")) {
            boolean left = old.stream().anyMatch(set -> Replicas.status(set, "replicas") > 0);
            old.forEach(set -> resize(set, 0, control));
            if (oldTotal == 0 && !left) {
                resize(newest, wanted, control);
            }
            return;
        }
        JsonNode rolling = deployment.at("/spec/strategy/rollingUpdate");
        int surge = Replicas.share(rolling.path("maxSurge"), wanted, true);
        int missing = Replicas.share(rolling.path("maxUnavailable"), wanted, false);
        if (surge == 0 && missing == 0) {
            missing = 1;
        }
        int room = wanted + surge - oldTotal - now;
        int grown = now > wanted || oldTotal == 0 ? wanted : Math.min(wanted, now + Math.max(0, room));
        resize(newest, grown, control);
        int available = available(newest)
                + old.stream().mapToInt(DeploymentController::available).sum();
        int unavailableNew = grown - available(newest);
        int most = Math.max(0, oldTotal + grown - (wanted - missing) - unavailableNew);
        for (ObjectNode set : old) {
            int broken = Math.min(most, Replicas.wanted(set) - available(set));
            int healthy =
                    Math.min(most - broken, Math.min(available(set), Math.max(0, available - (wanted - missing))));
            resize(set, Replicas.wanted(set) - broken - healthy, control);
            most -= broken + healthy;
            available -= healthy;
        }
    }

    private static int available(ObjectNode set) {
        return Replicas.status(set, "availableReplicas");
    }

    private static void resize(ObjectNode set, int replicas, Control control) {
        if (Replicas.wanted(set) != replicas) {
            control.change(set, it -> it.withObject("/spec").put("replicas", replicas));
        }
    }

    private static void tidy(ObjectNode deployment, List<ObjectNode> old, Control control) {
        int tooMany = old.size() - deployment.at("/spec/revisionHistoryLimit").asInt(10);
        old.stream()
                .filter(set -> Replicas.wanted(set) == 0 && Replicas.status(set, "replicas") == 0)
                .limit(Math.max(0, tooMany))
                .forEach(control::delete);
    }

    private static void observe(ObjectNode deployment, ObjectNode status) {
        status.put("observedGeneration", deployment.at("/metadata/generation").asInt());
    }

    private static void report(ObjectNode deployment, ObjectNode newest, List<ObjectNode> old, Control control) {
        int wanted = Replicas.wanted(deployment);
        int all = sum(newest, old, "replicas");
        int ready = sum(newest, old, "readyReplicas");
        int updated = Replicas.status(newest, "replicas");
        boolean complete = updated == wanted && all == updated && available(newest) >= wanted;
        boolean moved = updated != Replicas.status(deployment, "updatedReplicas")
                || ready != Replicas.status(deployment, "readyReplicas")
                || all != Replicas.status(deployment, "replicas")
                || deployment.at("/status/observedGeneration").asInt()
                        != deployment.at("/metadata/generation").asInt();
        JsonNode progress = Objects.condition(deployment, "Progressing");
        Instant since = moved || progress.isMissingNode()
                ? control.now()
                : Instant.parse(progress.path("lastUpdateTime").asText());
        Instant deadline =
                since.plusSeconds(deployment.at("/spec/progressDeadlineSeconds").asInt(600));
        boolean late = !complete && !control.now().isBefore(deadline);
        if (!complete && !late) {
            control.wakeAt(deadline);
        }
        String set = "ReplicaSet \"" + Objects.name(newest) + "\"";
        control.status(deployment, status -> {
            observe(deployment, status);
            status.put("replicas", all).put("updatedReplicas", updated);
            status.put("readyReplicas", ready).put("availableReplicas", ready);
            status.put("unavailableReplicas", Math.max(0, Math.max(wanted, all) - ready));
            boolean enough = ready
                    >= wanted
                            - Replicas.share(
                                    deployment.at("/spec/strategy/rollingUpdate/maxUnavailable"), wanted, false);
            control.condition(
                    status,
                    "Available",
                    enough,
                    enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                    enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.");
            control.condition(
                    status,
                    "Progressing",
                    !late,
                    complete ? "NewReplicaSetAvailable" : late ? "ProgressDeadlineExceeded" : "ReplicaSetUpdated",
                    set
                            + (complete
                                    ? " has successfully progressed."
                                    : late ? " has timed out progressing." : " is progressing."));
            for (JsonNode condition : status.path("conditions")) {
                if (condition instanceof ObjectNode one
                        && one.path("type").asText().equals("Progressing")) {
                    one.put("lastUpdateTime", since.toString());
                }
            }
        });
    }

    private static int sum(ObjectNode newest, List<ObjectNode> old, String field) {
        return Replicas.status(newest, field)
                + old.stream().mapToInt(set -> Replicas.status(set, field)).sum();
    }
}
