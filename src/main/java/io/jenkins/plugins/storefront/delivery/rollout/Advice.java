package io.jenkins.plugins.storefront.delivery.rollout;

import java.util.Map;
import java.util.Set;

/** What to do about a cause, by its code: one sentence each, none where nobody can know. */
public final class Advice {
    private static final String PULL =
            "Check that the image was pushed under this name and that the namespace's pull secret may read it.";
    private static final String STARTS =
            "Read the last log lines; if it needs longer to start, give it a startupProbe, and see what changed.";
    private static final String REQUEST =
            "Give each container a request of the resource that the autoscaler goes by, or let it go by another metric.";

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry("InvalidImageName", "Correct the image's name in the manifest."),
            Map.entry("ErrImagePull", PULL),
            Map.entry("ImagePullBackOff", PULL),
            Map.entry("ErrImageNeverPull", "Set imagePullPolicy to IfNotPresent, or load the image on the node."),
            Map.entry("MissingSecret", "Make the Secret, or roll it out in the same set, before the workload."),
            Map.entry("MissingConfigMap", "Make the ConfigMap, or roll it out in the same set, before the workload."),
            Map.entry("MissingKey", "Add the key, or correct its name where the container asks for it."),
            Map.entry("FailedMount", "Make what the volume names, or correct the name."),
            Map.entry("CrashLoopBackOff", "Read the last log lines and what changed; the container ends by itself."),
            Map.entry("OOMKilled", "Raise the container's memory limit, or make it use less."),
            Map.entry(
                    "Unschedulable", "Ask for less, add nodes, or correct node selectors, affinities and tolerations."),
            Map.entry("Quota", "Raise the namespace's ResourceQuota, or ask for less."),
            Map.entry(
                    "ResourcesNotNamed",
                    "Name requests and limits in each container, or give the namespace a LimitRange with defaults."),
            Map.entry("LimitRange", "Ask for what the namespace's LimitRange allows, or have it changed."),
            Map.entry("AdmissionRefused", "Change the manifest as the policy says, or ask who owns the policy."),
            Map.entry("Unhealthy", STARTS),
            Map.entry("NotReady", STARTS),
            Map.entry("NoEndpoints", "See why none of the pods that the Service selects is ready."),
            Map.entry("SelectsNothing", "Make the Service's selector and the labels of the pods agree."),
            Map.entry("NotReachable", "See whether the Service's ports name ports that the pods have."),
            Map.entry(
                    "BackoffLimitExceeded",
                    "Read the log of the Job's last pod; run the stage again when it is mended."),
            Map.entry("DeadlineExceeded", "Raise the Job's activeDeadlineSeconds, or make it faster."),
            Map.entry(
                    "ProgressDeadlineExceeded",
                    "See the pods' warnings; raise progressDeadlineSeconds if it only is slow."),
            Map.entry("ChangedByOthers", "Find out who else deploys this object; one of the two must stop."),
            Map.entry("Deleted", "Find out who deleted it, and roll out again."),
            Map.entry("Replaced", "Find out who made it anew, and roll out again."),
            Map.entry("BlockedByOldPod", "Delete that pod; its controller waits for it for ever."),
            Map.entry("AtItsLimit", "Raise maxReplicas if there is room, or find out where the load comes from."),
            Map.entry("FailedGetResourceMetric", REQUEST),
            Map.entry("FailedGetContainerResourceMetric", REQUEST),
            Map.entry("FailedGetScale", "Correct its scaleTargetRef: it names nothing that can be scaled."),
            Map.entry("AmbiguousSelector", "Let a single autoscaler scale these pods."),
            Map.entry("OldImage", "Pin images by digest and set imagePullPolicy to Always for tags that move."),
            Map.entry("Refused", "Give the account the right that is named, or use another credential."),
            Map.entry("NotLoggedIn", "Renew the credential of this cluster."),
            Map.entry("Defect", "Report it with the stack trace in the log; clusterStatus tells what serves now."),
            Map.entry("ClusterUnreachable", "See whether the API server runs and can be reached from here."));

    private Advice() {}

    /** All codes that it knows. */
    static Set<String> codes() {
        return BY_CODE.keySet();
    }

    /** One sentence, or an empty text. */
    public static String on(String code) {
        return BY_CODE.getOrDefault(code, "");
    }
}
