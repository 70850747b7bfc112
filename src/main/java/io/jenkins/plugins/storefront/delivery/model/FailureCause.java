package io.jenkins.plugins.storefront.delivery.model;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Why something failed, gathered before anything is undone.
 *
 * @param code stable word for programs, such as {@code ImagePullBackOff}, {@code CrashLoopBackOff}, {@code MissingSecret}, {@code Quota}
 * @param subject what failed, such as {@code Deployment shop/payment}
 * @param message one sentence with what to do
 * @param pod name of the pod, or null
 * @param container name of the container, or null
 * @param exitCode of the container, or null
 * @param log last lines of the crashed container, oldest first, masked; may be empty
 * @param events what the cluster warned of, oldest first; may be empty
 * @param changes what differs from the revision that served before, a line each, secrets hidden; may be empty
 * @param advice what to do, one sentence; may be empty
 */
public record FailureCause(
        String code,
        String subject,
        String message,
        String pod,
        String container,
        Integer exitCode,
        List<String> log,
        List<String> events,
        List<String> changes,
        String advice) {
    public FailureCause {
        log = log == null ? List.of() : List.copyOf(log);
        events = events == null ? List.of() : List.copyOf(events);
        changes = changes == null ? List.of() : List.copyOf(changes);
        advice = advice == null ? "" : advice;
    }

    /** A cause about which nothing was gathered yet. */
    public FailureCause(
            String code,
            String subject,
            String message,
            String pod,
            String container,
            Integer exitCode,
            List<String> log) {
        this(code, subject, message, pod, container, exitCode, log, List.of(), List.of(), "");
    }

    /** A cause without a pod. */
    public static FailureCause of(String code, String subject, String message) {
        return new FailureCause(code, subject, message, null, null, null, List.of());
    }

    /** The same cause in other words. */
    public FailureCause saying(String words) {
        return new FailureCause(code, subject, words, pod, container, exitCode, log, events, changes, advice);
    }

    /** The same cause with what was found out about it. */
    public FailureCause with(List<String> lines, List<String> warnings, List<String> differences, String whatToDo) {
        return new FailureCause(
                code, subject, message, pod, container, exitCode, lines, warnings, differences, whatToDo);
    }

    /** The same cause with {@code mask} applied to every text that came from outside. */
    public FailureCause masked(UnaryOperator<String> mask) {
        return new FailureCause(
                code,
                subject,
                mask.apply(message),
                pod,
                container,
                exitCode,
                log.stream().map(mask).toList(),
                events.stream().map(mask).toList(),
                changes.stream().map(mask).toList(),
                advice);
    }
}
