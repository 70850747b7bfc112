package io.jenkins.plugins.storefront.delivery.rollout.check;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a container waits, in the kubelet's words (k8s.io/kubernetes/pkg/kubelet/images and kuberuntime), and whether waiting longer may
 * help.
 */
record WaitingReason(String code, String message, boolean certain) {
    /** On the way, or judged by how often it crashed. */
    static final Set<String> USUAL = Set.of("ContainerCreating", "PodInitializing", "CrashLoopBackOff");

    private static final Set<String> NEVER =
            Set.of("InvalidImageName", "ErrImageNeverPull", "SignatureValidationFailed");
    private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff");

    /** A registry that answers so will not answer otherwise in a minute. */
    private static final List<String> REFUSED = List.of(
            "not found",
            "manifest unknown",
            "manifest_unknown",
            "name unknown",
            "does not exist",
            "unauthorized",
            "authentication required",
            "authorization failed",
            "access denied",
            "denied",
            "forbidden",
            "no match for platform",
            "no matching manifest");

    /** A registry that is away, slow, or has been asked too often; names that do not resolve are often new ones. */
    private static final List<String> TRANSIENT = List.of(
            "no such host",
            "timeout",
            "timed out",
            "deadline exceeded",
            "connection re",
            "toomanyrequests",
            "too many requests",
            "eof",
            "tls handshake");

    private static final Pattern BUSY = Pattern.compile("\\b(429|50[0234])\\b");

    private static final List<String> CANNOT_RUN = List.of(
            "executable file not found",
            "no such file or directory",
            "permission denied",
            "exec format error",
            "no command specified",
            "must run as non-root",
            "runasnonroot",
            "will run as root");

    /**
     * Judges a reason.
     *
     * @param pull what the kubelet said when it last failed to pull, or null
     */
    static WaitingReason of(String reason, String message, String pull) {
        String said = message == null ? reason : message;
        if (PULLING.contains(reason)) {
            String detail = pull == null || isRefusal(said) ? said : said + ": " + pull;
            return new WaitingReason(reason, detail, isRefusal(detail));
        } else if (NEVER.contains(reason)) {
            return new WaitingReason(reason, said, true);
        } else if (reason.equals("CreateContainerConfigError")) {
            boolean key = said.contains("couldn't find key") || said.contains("could not find key");
            boolean missing = said.contains("not found");
            String code = key ? "MissingKey" : missing ? missing(said) : reason;
            return new WaitingReason(code, said, key || contains(said, CANNOT_RUN));
        }
        return new WaitingReason(reason, said, contains(said, CANNOT_RUN));
    }

    private static String missing(String said) {
        String small = said.toLowerCase(Locale.ROOT);
        return small.contains("secret \"")
                ? "MissingSecret"
                : small.contains("configmap") ? "MissingConfigMap" : "Missing";
    }

    private static boolean isRefusal(String said) {
        return contains(said, REFUSED)
                && !contains(said, TRANSIENT)
                && !BUSY.matcher(plain(said)).find();
    }

    private static boolean contains(String said, List<String> words) {
        String plain = plain(said);
        return words.stream().anyMatch(plain::contains);
    }

    /** Without digests and quoted references, which may hold any word or number. */
    private static String plain(String said) {
        return said.toLowerCase(Locale.ROOT)
                .replaceAll("sha256:[0-9a-f]+", "")
                .replaceAll("\"[^\" ]*[/:][^\" ]*\"", "");
    }
}
