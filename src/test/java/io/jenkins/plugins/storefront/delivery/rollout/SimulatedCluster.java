package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A cluster in the small for one rollout: Deployments behind Services, a StatefulSet and a Job, each of which serves after a while,
 * heals after a trouble, is broken for good, or stands still. What it shows may be older than what it is, as a watch that is behind
 * shows it; what it is can be asked of it.
 */
final class SimulatedCluster {
    static final String IMAGE = "shop/app@sha256:" + "a".repeat(64);
    private static final String OLD = "shop/app@sha256:" + "b".repeat(64);

    /** What becomes of a workload. */
    enum Fate {
        SERVES,
        HEALS,
        BREAKS,
        STANDS_STILL
    }

    /** Trouble that a pod may have; the first four may heal. */
    private static final List<String> TROUBLES = List.of(
            "pull transient",
            "secret",
            "unschedulable",
            "crash once",
            "pull refused",
            "key",
            "crash",
            "oom",
            "image name");

    private final Random random;
    private final List<Workload> workloads = new ArrayList<>();

    SimulatedCluster(Random random) {
        this.random = random;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            workloads.add(new Workload(i, random));
        }
    }

    /** One workload with what belongs to it. */
    static final class Workload {
        final WorkloadRef ref;
        final Fate fate;
        final String trouble;
        final Instant[] seenAt = new Instant[1];
        private final int wanted;
        private boolean observed;
        private int updated;
        private int ready;
        private int old;
        private int behind;
        private boolean troubled;
        private int restarts;
        private boolean done;
        private int stayed;

        Workload(int number, Random random) {
            String kind =
                    List.of("Deployment", "Deployment", "StatefulSet", "Job").get(random.nextInt(4));
            ref = new WorkloadRef(kind.equals("Job") ? "batch/v1" : "apps/v1", kind, "shop", "w" + number);
            fate = switch (random.nextInt(10)) {
                case 0 -> Fate.STANDS_STILL;
                case 1, 2 -> Fate.BREAKS;
                case 3, 4 -> Fate.HEALS;
                default -> Fate.SERVES;
            };
            trouble = fate == Fate.HEALS
                    ? TROUBLES.get(random.nextInt(4))
                    : fate == Fate.BREAKS ? TROUBLES.get(random.nextInt(TROUBLES.size())) : "";
            wanted = kind.equals("Job") ? 1 : 1 + random.nextInt(3);
            old = kind.equals("Job") || random.nextBoolean() ? 0 : wanted;
        }

        boolean isJob() {
            return ref.kind().equals("Job");
        }

        /** By what it is, not by what it shows. */
        boolean serves() {
            boolean reached = !ref.kind().equals("Deployment") || behind >= wanted;
            return isJob() ? done : observed && updated == wanted && ready == wanted && old == 0 && reached;
        }

        /** One of its controllers does one thing. */
        void move(Random random) {
            switch (random.nextInt(5)) {
                case 0 -> observed = true;
                case 1 -> {
                    if (observed && updated < wanted) {
                        updated++;
                        troubled = fate == Fate.HEALS || fate == Fate.BREAKS;
                    }
                }
                case 2 -> {
                    boolean may = fate == Fate.SERVES || fate == Fate.HEALS && !troubled;
                    if (may && ready < updated) {
                        ready++;
                        done = isJob();
                    } else if (troubled && trouble.startsWith("crash") || trouble.equals("oom")) {
                        restarts = trouble.equals("crash once") ? 1 : restarts + (updated > 0 ? 1 : 0);
                    }
                }
                case 3 -> {
                    if (ready > 0 && old > wanted - ready) {
                        old--;
                    }
                    behind = ready;
                }
                default -> {
                    // It heals only after it was seen ill for a while
                    if (troubled && fate == Fate.HEALS && ++stayed > 2) {
                        troubled = false;
                    }
                }
            }
        }

        Seen look() {
            Map<String, Object> status = new HashMap<>();
            status.put("observedGeneration", observed ? 2 : 1);
            status.put("replicas", updated + old);
            status.put("updatedReplicas", observed ? updated : wanted);
            status.put("availableReplicas", ready + old);
            status.put("readyReplicas", ready + old);
            status.put("updateRevision", "new");
            if (done) {
                status.put("succeeded", 1);
                status.put("conditions", List.of(Map.of("type", "Complete", "status", "True")));
            } else if (isJob() && fate == Fate.BREAKS && troubled && restarts > 1) {
                status.put(
                        "conditions",
                        List.of(Map.of(
                                "type",
                                "Failed",
                                "status",
                                "True",
                                "reason",
                                "BackoffLimitExceeded",
                                "message",
                                "limit")));
            }
            Map<String, Object> metadata = Map.of(
                    "name",
                    ref.name(),
                    "uid",
                    "uid-" + ref.name(),
                    "generation",
                    2,
                    "annotations",
                    Map.of("deployment.kubernetes.io/revision", observed ? "2" : "1"));
            Map<String, Object> object = Map.of(
                    "metadata",
                    metadata,
                    "spec",
                    Map.of("replicas", wanted, "template", template(IMAGE)),
                    "status",
                    status);
            List<Map<String, Object>> pods = new ArrayList<>();
            Set<String> reached = new java.util.HashSet<>();
            for (int i = 0; i < updated; i++) {
                pods.add(pod("new", i, IMAGE, i < ready));
                if (i < behind) {
                    reached.add(ref.name() + "-new-" + i);
                }
            }
            for (int i = 0; i < old; i++) {
                pods.add(pod("old", i, OLD, true));
                reached.add(ref.name() + "-old-" + i);
            }
            List<Seen.Reach> services = ref.kind().equals("Deployment")
                    ? List.of(new Seen.Reach(ref.name(), Map.of("app", ref.name()), reached))
                    : List.of();
            List<Map<String, Object>> sets = List.of(set("1", "old", OLD), set("2", "new", IMAGE));
            return new Seen(object, sets, pods, List.of(), services, Map.of());
        }

        private Map<String, Object> pod(String revision, int number, String image, boolean isReady) {
            Map<String, Object> container = new LinkedHashMap<>();
            container.put("name", "app");
            container.put("ready", isReady);
            container.put("restartCount", isReady ? 0 : restarts);
            container.put("state", state(revision, isReady));
            if (!isReady && restarts > 0) {
                container.put(
                        "lastState",
                        Map.of(
                                "terminated",
                                Map.of(
                                        "exitCode",
                                        trouble.equals("oom") ? 137 : 1,
                                        "reason",
                                        trouble.equals("oom") ? "OOMKilled" : "Error")));
            }
            boolean unscheduled = troubled && trouble.equals("unschedulable") && !isReady && revision.equals("new");
            List<Map<String, Object>> conditions = new ArrayList<>();
            conditions.add(Map.of("type", "Ready", "status", isReady ? "True" : "False"));
            if (unscheduled) {
                conditions.add(Map.of(
                        "type", "PodScheduled", "status", "False", "reason", "Unschedulable", "message", "no room"));
            }
            return Map.of(
                    "metadata",
                    Map.of(
                            "name",
                            ref.name() + "-" + revision + "-" + number,
                            "labels",
                            Map.of(
                                    "app",
                                    ref.name(),
                                    "pod-template-hash",
                                    revision,
                                    "controller-revision-hash",
                                    revision)),
                    "spec",
                    Map.of("containers", List.of(Map.of("name", "app", "image", image))),
                    "status",
                    Map.of(
                            "phase",
                            unscheduled ? "Pending" : "Running",
                            "conditions",
                            conditions,
                            "containerStatuses",
                            List.of(container)));
        }

        private Map<String, Object> state(String revision, boolean isReady) {
            if (isReady || !troubled || !revision.equals("new")) {
                return Map.of("running", Map.of());
            }
            return switch (trouble) {
                case "pull transient" -> waiting("ErrImagePull", "dial tcp: i/o timeout");
                case "pull refused" -> waiting("ErrImagePull", "manifest unknown");
                case "image name" -> waiting("InvalidImageName", "bad");
                case "secret" -> waiting("CreateContainerConfigError", "secret \"s\" not found");
                case "key" -> waiting("CreateContainerConfigError", "couldn't find key K in Secret shop/s");
                case "crash", "oom" ->
                    restarts > 0 ? waiting("CrashLoopBackOff", "back-off") : Map.of("running", Map.of());
                default -> Map.of("running", Map.of());
            };
        }

        private static Map<String, Object> waiting(String reason, String message) {
            return Map.of("waiting", Map.of("reason", reason, "message", message));
        }

        private static Map<String, Object> set(String revision, String hash, String image) {
            return Map.of(
                    "metadata",
                    Map.of(
                            "annotations",
                            Map.of("deployment.kubernetes.io/revision", revision),
                            "labels",
                            Map.of("pod-template-hash", hash)),
                    "spec",
                    Map.of("template", template(image)));
        }

        private static Map<String, Object> template(String image) {
            return Map.of("spec", Map.of("containers", List.of(Map.of("name", "app", "image", image))));
        }
    }

    List<Workload> workloads() {
        return workloads;
    }

    void move() {
        workloads.get(random.nextInt(workloads.size())).move(random);
    }

    boolean serves() {
        return workloads.stream().allMatch(Workload::serves);
    }

    /** Whether every workload ends well if only it is waited for. */
    boolean willServe() {
        return workloads.stream().allMatch(one -> one.fate == Fate.SERVES || one.fate == Fate.HEALS);
    }

    Map<WorkloadRef, Seen> look() {
        Map<WorkloadRef, Seen> seen = new HashMap<>();
        workloads.forEach(one -> seen.put(one.ref, one.look()));
        return seen;
    }
}
