package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;

/** Field names of the parts of a workload that people write by hand (kubernetes.io/docs/reference/kubernetes-api, 1.36). */
final class KnownFields {
    static final Set<String> POD_SPEC = Set.of(
            "activeDeadlineSeconds",
            "affinity",
            "automountServiceAccountToken",
            "containers",
            "dnsConfig",
            "dnsPolicy",
            "enableServiceLinks",
            "ephemeralContainers",
            "hostAliases",
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "hostUsers",
            "hostname",
            "hostnameOverride",
            "imagePullSecrets",
            "initContainers",
            "nodeName",
            "nodeSelector",
            "os",
            "overhead",
            "preemptionPolicy",
            "priority",
            "priorityClassName",
            "readinessGates",
            "resourceClaims",
            "resources",
            "restartPolicy",
            "runtimeClassName",
            "schedulerName",
            "schedulingGates",
            "schedulingGroup",
            "securityContext",
            "serviceAccount",
            "serviceAccountName",
            "setHostnameAsFQDN",
            "shareProcessNamespace",
            "subdomain",
            "terminationGracePeriodSeconds",
            "tolerations",
            "topologySpreadConstraints",
            "volumes",
            "workloadRef");

    static final Set<String> CONTAINER = Set.of(
            "args",
            "command",
            "env",
            "envFrom",
            "image",
            "imagePullPolicy",
            "lifecycle",
            "livenessProbe",
            "name",
            "ports",
            "readinessProbe",
            "resizePolicy",
            "resources",
            "restartPolicy",
            "restartPolicyRules",
            "securityContext",
            "startupProbe",
            "stdin",
            "stdinOnce",
            "terminationMessagePath",
            "terminationMessagePolicy",
            "tty",
            "volumeDevices",
            "volumeMounts",
            "workingDir");

    private static final Set<String> DEPLOYMENT = Set.of(
            "minReadySeconds",
            "paused",
            "progressDeadlineSeconds",
            "replicas",
            "revisionHistoryLimit",
            "selector",
            "strategy",
            "template");

    private static final Set<String> STATEFUL_SET = Set.of(
            "minReadySeconds",
            "ordinals",
            "persistentVolumeClaimRetentionPolicy",
            "podManagementPolicy",
            "replicas",
            "revisionHistoryLimit",
            "selector",
            "serviceName",
            "template",
            "updateStrategy",
            "volumeClaimTemplates");

    private static final Set<String> DAEMON_SET =
            Set.of("minReadySeconds", "revisionHistoryLimit", "selector", "template", "updateStrategy");

    private static final Set<String> REPLICA_SET = Set.of("minReadySeconds", "replicas", "selector", "template");

    private static final Set<String> JOB = Set.of(
            "activeDeadlineSeconds",
            "backoffLimit",
            "backoffLimitPerIndex",
            "completionMode",
            "completions",
            "managedBy",
            "manualSelector",
            "maxFailedIndexes",
            "parallelism",
            "podFailurePolicy",
            "podReplacementPolicy",
            "selector",
            "successPolicy",
            "suspend",
            "template",
            "ttlSecondsAfterFinished");

    private KnownFields() {}

    static Set<String> ofSpec(String kind) {
        return switch (kind) {
            case "Deployment" -> DEPLOYMENT;
            case "StatefulSet" -> STATEFUL_SET;
            case "DaemonSet" -> DAEMON_SET;
            case "ReplicaSet" -> REPLICA_SET;
            case "Job" -> JOB;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** @throws ApiFault with the API server's words where the object has another field */
    static void check(JsonNode object, Set<String> known, String at) throws ApiFault {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw ApiFault.badRequest(at + "." + name + ": field not declared in schema");
            }
        }
    }
}
