package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.api.PodLogs;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the pods of the only node through their lives, as {@link Behaviours} says. What a pod did is known from its status. */
final class Kubelet implements Controller, PodLogs {
    private static final Duration START = Duration.ofMillis(200);
    private static final Duration BACK_OFF = Duration.ofMillis(800);
    private static final Duration CRASH = Duration.ofMillis(1500);
    private static final Duration WORK = Duration.ofMillis(300);
    private static final Duration END = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,5})(ms|s)");

    private final Behaviours behaviours;
    private final Function<String, String> pullProblem;
    /** When a pod's next step is due, by uid; only a matter of pace, so it need not be kept. */
    private final Map<String, Instant> due = new ConcurrentHashMap<>();

    /** A kubelet; {@code pullProblem} says why an image cannot be pulled, or null where it can. */
    Kubelet(Behaviours behaviours, Function<String, String> pullProblem) {
        this.behaviours = behaviours;
        this.pullProblem = pullProblem;
    }

    @Override
    public void reconcile(Control control) {
        for (ObjectNode pod : control.all("v1", "Pod")) {
            if (Objects.terminating(pod)) {
                end(pod, control);
            } else {
                live(pod, control);
            }
        }
    }

    private void end(ObjectNode pod, Control control) {
        String uid = "end " + Objects.uid(pod);
        Instant when = due.computeIfAbsent(uid, key -> control.now().plus(END));
        if (control.now().isBefore(when)) {
            control.wakeAt(when);
            return;
        }
        due.remove(uid);
        due.remove(Objects.uid(pod));
        behaviours.forget(pod);
        control.remove(control.key(pod));
    }

    private void live(ObjectNode pod, Control control) {
        Behaviour behaviour = behaviours.of(pod);
        PodStatus status = new PodStatus(pod, control);
        if (pod.at("/spec/nodeName").isMissingNode()) {
            if (behaviour == Behaviour.UNSCHEDULABLE) {
                status.unschedulable();
            } else {
                status.scheduled();
            }
            return;
        }
        Instant when =
                due.computeIfAbsent(Objects.uid(pod), uid -> control.now().plus(delay(pod)));
        if (control.now().isBefore(when)) {
            control.wakeAt(when);
            return;
        }
        Duration next = step(pod, behaviour, status, control);
        due.put(Objects.uid(pod), next == null ? Instant.MAX : control.now().plus(next));
        if (next != null) {
            control.wakeAt(control.now().plus(next));
        }
    }

    /** One step of a pod's life; returns when the next is due, or null where it rests. */
    private Duration step(ObjectNode pod, Behaviour behaviour, PodStatus status, Control control) {
        String phase = pod.at("/status/phase").asText("Pending");
        if (phase.equals("Pending")) {
            return start(pod, behaviour, status, control);
        } else if (!phase.equals("Running")) {
            return null;
        } else if (isOfJob(pod)) {
            if (behaviour == Behaviour.HANG) {
                return null;
            }
            status.ended(!behaviour.crashes());
            return null;
        } else if (behaviour.crashes() && !Objects.isTrue(pod, "Ready")) {
            int restarts = pod.at("/status/containerStatuses/0/restartCount").asInt();
            if (behaviour == Behaviour.FLAP && restarts >= 2) {
                status.running(true, restarts);
                return null;
            }
            control.event(pod, "Warning", "BackOff", "Back-off restarting failed container");
            status.crashed("containerStatuses", behaviour, restarts + 1);
            return CRASH;
        }
        return null;
    }

    private Duration start(ObjectNode pod, Behaviour behaviour, PodStatus status, Control control) {
        String problem =
                behaviour == Behaviour.PULL ? "failed to pull and unpack image \"IMAGE\": not found" : pullProblem(pod);
        if (problem != null) {
            String reason =
                    pod.at("/status/containerStatuses/0/state/waiting/reason").asText();
            if (reason.isEmpty()) {
                control.event(pod, "Warning", "Failed", problem);
                status.waiting("ErrImagePull", problem);
            } else if (!reason.equals("ImagePullBackOff")) {
                control.event(pod, "Warning", "BackOff", "Back-off pulling image");
                status.waiting("ImagePullBackOff", "Back-off pulling image \"IMAGE\": " + problem);
            }
            return BACK_OFF;
        }
        String missing =
                behaviour == Behaviour.CONFIG ? "secret \"payment-keys\" not found" : Needs.missing(pod, control);
        if (missing != null) {
            status.waiting("CreateContainerConfigError", missing);
            return RETRY;
        } else if (behaviour == Behaviour.INITCRASH
                && !pod.at("/spec/initContainers").isEmpty()) {
            int restarts =
                    pod.at("/status/initContainerStatuses/0/restartCount").asInt();
            status.crashed("initContainerStatuses", behaviour, restarts + 1);
            return CRASH;
        }
        boolean ready = behaviour == Behaviour.NONE || behaviour == Behaviour.HANG;
        status.running(ready, 0);
        return isOfJob(pod) ? WORK : behaviour.crashes() ? CRASH : null;
    }

    private String pullProblem(JsonNode pod) {
        for (JsonNode container : pod.at("/spec/containers")) {
            String problem = pullProblem.apply(container.path("image").asText());
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static Duration delay(JsonNode pod) {
        String said = Objects.annotation(pod, "behaviour/delay");
        Matcher matcher = SECONDS.matcher(said == null ? "" : said);
        if (!matcher.matches()) {
            return START;
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }

    private static boolean isOfJob(JsonNode pod) {
        return pod.at("/metadata/ownerReferences/0/kind").asText().equals("Job");
    }

    @Override
    public List<String> lines(JsonNode pod, String container, boolean previous) {
        JsonNode status = null;
        for (String list : new String[] {"initContainerStatuses", "containerStatuses"}) {
            for (JsonNode one : pod.path("status").path(list)) {
                status = one.path("name").asText().equals(container) ? one : status;
            }
        }
        if (status == null) {
            return null;
        }
        boolean ended = status.path("state").has("terminated") && !Objects.isTrue(pod, "Ready");
        if (previous || ended) {
            JsonNode end = status.path("lastState").has("terminated")
                    ? status.at("/lastState/terminated")
                    : status.at("/state/terminated");
            return end.isMissingNode() ? null : ending(end.path("exitCode").asInt());
        }
        return status.path("state").has("running") ? List.of("listening on 0.0.0.0:8080") : null;
    }

    private static List<String> ending(int code) {
        return switch (code) {
            case 0 -> List.of("done");
            case 137 -> List.of("loading the price list", "heap: 255 of 256 MiB used");
            default -> List.of("connecting to db:5432", "fatal: DB_PASSWORD is not set");
        };
    }
}
