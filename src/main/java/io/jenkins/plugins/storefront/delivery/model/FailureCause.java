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
 */
public record FailureCause(
        String code, String subject, String message, String pod, String container, Integer exitCode, List<String> log) {
    public FailureCause {
        log = List.copyOf(log);
    }

    /** A cause without a pod. */
    public static FailureCause of(String code, String subject, String message) {
        return new FailureCause(code, subject, message, null, null, null, List.of());
    }

    /** The same cause with {@code mask} applied to its message and log. */
    public FailureCause masked(UnaryOperator<String> mask) {
        return new FailureCause(
                code,
                subject,
                mask.apply(message),
                pod,
                container,
                exitCode,
                log.stream().map(mask).toList());
    }
}
