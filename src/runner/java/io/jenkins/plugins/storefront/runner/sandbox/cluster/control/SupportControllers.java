package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Key;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The small controllers around workloads: claims, services, ingresses, autoscalers, custom resource definitions. */
final class SupportControllers {
    private SupportControllers() {}

    static List<Controller> all() {
        return List.of(
                SupportControllers::claims,
                SupportControllers::services,
                SupportControllers::ingresses,
                SupportControllers::autoscalers,
                SupportControllers::apis,
                new Definitions());
    }

    private static void claims(Control control) {
        for (ObjectNode claim : control.all("v1", "PersistentVolumeClaim")) {
            if (!claim.at("/status/phase").asText().equals("Bound")) {
                control.change(claim, it -> it.withObject("/spec").put("volumeName", "pvc-" + Objects.uid(claim)));
                control.status(control.get(control.key(claim)), status -> status.put("phase", "Bound"));
            }
        }
    }

    private static void services(Control control) {
        for (ObjectNode service : control.all("v1", "Service")) {
            if (service.at("/spec/type").asText().equals("LoadBalancer")
                    && service.at("/status/loadBalancer").isMissingNode()) {
                control.status(service, status -> status.withArray("/loadBalancer/ingress")
                        .addObject()
                        .put("ip", "127.0.0.1"));
            }
        }
    }

    private static void ingresses(Control control) {
        for (ObjectNode ingress : control.all("networking.k8s.io/v1", "Ingress")) {
            if (ingress.at("/status/loadBalancer").isMissingNode()) {
                control.status(ingress, status -> status.withArray("/loadBalancer/ingress")
                        .addObject()
                        .put("ip", "127.0.0.1"));
            }
        }
    }

    /** There is no load here: an autoscaler keeps its target between its least and its most. */
    private static void autoscalers(Control control) {
        for (ObjectNode scaler : control.all("autoscaling/v2", "HorizontalPodAutoscaler")) {
            String kind = scaler.at("/spec/scaleTargetRef/kind").asText();
            if (!Set.of("Deployment", "StatefulSet").contains(kind)) {
                continue;
            }
            ObjectNode target = control.get(new Key(
                    control.types().of("apps/v1", kind),
                    Objects.namespace(scaler),
                    scaler.at("/spec/scaleTargetRef/name").asText()));
            int least = scaler.at("/spec/minReplicas").asInt(1);
            int most = Math.max(least, scaler.at("/spec/maxReplicas").asInt());
            int now = target == null ? 0 : Replicas.wanted(target);
            int wanted = now == 0 ? 0 : Math.max(least, Math.min(most, now));
            if (target != null && wanted != now) {
                control.change(target, it -> it.withObject("/spec").put("replicas", wanted));
            }
            control.status(scaler, status -> {
                status.put("currentReplicas", now).put("desiredReplicas", wanted);
                control.condition(
                        status,
                        "AbleToScale",
                        target != null,
                        target != null ? "ReadyForNewScale" : "FailedGetScale",
                        target != null ? "recommended size matches current size" : "the target was not found");
                boolean scales = target != null && wanted > 0;
                control.condition(
                        status,
                        "ScalingActive",
                        scales,
                        scales ? "ValidMetricFound" : "ScalingDisabled",
                        scales ? "there is no load here" : "scaling is disabled since the replica count is zero");
                control.condition(status, "ScalingLimited", false, "DesiredWithinRange", "");
            });
        }
    }

    /** Nothing stands behind the API here, and so nothing is away. */
    private static void apis(Control control) {
        for (ObjectNode api : control.all("apiregistration.k8s.io/v1", "APIService")) {
            control.status(
                    api,
                    status -> control.condition(
                            status, "Available", true, "Local", "Local APIServices are always available"));
        }
    }

    /** Serves what definitions define, a moment after they are there, as an API server does. */
    private static final class Definitions implements Controller {
        private static final long SERVED_AFTER_MILLIS = 50;

        private final Map<String, ObjectNode> served = new HashMap<>();
        private final Map<String, java.time.Instant> due = new HashMap<>();

        @Override
        public void reconcile(Control control) {
            List<String> there = new ArrayList<>();
            for (ObjectNode definition : control.all("apiextensions.k8s.io/v1", "CustomResourceDefinition")) {
                there.add(Objects.uid(definition));
                java.time.Instant when = due.computeIfAbsent(
                        Objects.uid(definition), uid -> control.now().plusMillis(SERVED_AFTER_MILLIS));
                if (control.now().isBefore(when)) {
                    control.wakeAt(when);
                    continue;
                }
                control.types().serve(definition);
                served.put(Objects.uid(definition), definition);
                control.status(definition, status -> {
                    control.condition(status, "NamesAccepted", true, "NoConflicts", "no conflicts found");
                    control.condition(
                            status,
                            "Established",
                            true,
                            "InitialNamesAccepted",
                            "the initial names have been accepted");
                });
            }
            for (String uid : List.copyOf(served.keySet())) {
                if (!there.contains(uid)) {
                    withdraw(served.remove(uid), control);
                }
            }
        }

        private static void withdraw(ObjectNode definition, Control control) {
            List<ResourceType> types = control.types().withdraw(definition);
            for (Key key : control.keys()) {
                if (types.contains(key.type())) {
                    control.remove(key);
                }
            }
        }
    }
}
