package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what an API server answers into one line that says who refused what, why, and what to do. */
final class Refusals {
    /** As the API server words it (k8s.io/apiserver, managedfields/fieldmanager, conflict.go). */
    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");

    /** Fields that keep their first value: selectors, volume claim templates, a Job's template. */
    private static final Pattern FIXED = Pattern.compile("field is immutable|updates to statefulset spec for fields");

    private Refusals() {}

    /** Whether the client found no such kind in the cluster's discovery (fabric8 knows no code for that). */
    static boolean isUnknownKind(Throwable e) {
        return e instanceof KubernetesClientException
                && String.valueOf(e.getMessage()).startsWith("Could not find the metadata");
    }

    static DeliveryException of(String what, KubernetesClientException e) {
        String said = said(e);
        Map<String, List<String>> conflicts = conflicts(e);
        String sentence =
                switch (e.getCode()) {
                    case 401 -> "the cluster does not accept the login (401); renew the credential of this cluster";
                    case 403 -> "the cluster refuses: " + said + "; give this account the right, or use another one";
                    case 404 -> "not found: " + said;
                    case 409 ->
                        conflicts.isEmpty()
                                ? "conflict: " + said
                                : "conflict: " + owners(conflicts)
                                        + "; remove these fields here, or take them over with forceConflicts: true";
                    case 400, 422 ->
                        "the cluster does not accept it: " + said
                                + (FIXED.matcher(said).find()
                                        ? "; this cannot be changed: give it another name, or delete it first"
                                        : "");
                    case 429 -> "the cluster is too busy (429), after several tries: " + said;
                    case 0, -1 -> "the cluster cannot be reached: " + said; // the client has no answer
                    default -> "the cluster answers " + e.getCode() + ": " + said;
                };
        return e.getCode() == 401
                ? new NotLoggedInException(what + ": " + sentence, e)
                : new ClusterRefusal(what + ": " + sentence, e.getCode(), conflicts.keySet(), e);
    }

    private static String owners(Map<String, List<String>> conflicts) {
        return conflicts.entrySet().stream()
                .map(one -> one.getKey() + " owns " + String.join(", ", one.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** Field manager to the fields that it holds; empty where that is not why. */
    private static Map<String, List<String>> conflicts(KubernetesClientException e) {
        Map<String, List<String>> conflicts = new TreeMap<>();
        if (e.getStatus() == null || e.getStatus().getDetails() == null) {
            return conflicts;
        }
        for (StatusCause cause : e.getStatus().getDetails().getCauses()) {
            Matcher manager = MANAGER.matcher(String.valueOf(cause.getMessage()));
            if ("FieldManagerConflict".equals(cause.getReason()) && manager.find()) {
                conflicts
                        .computeIfAbsent(manager.group(1), name -> new ArrayList<>())
                        .add(cause.getField());
            }
        }
        return conflicts;
    }

    private static String said(KubernetesClientException e) {
        String text = e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : e.getCause() != null ? words(e.getCause()) : String.valueOf(e.getMessage());
        return text.replaceAll("\\s+", " ").trim();
    }

    /** What broke a connection, in words: the JDK's client often gives no more than the name of an exception. */
    static String words(Throwable problem) {
        Throwable root = problem;
        String said = root.getMessage();
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
            said = root.getMessage() == null ? said : root.getMessage();
        }
        if (root instanceof UnresolvedAddressException || root instanceof UnknownHostException) {
            return "its name is not known here";
        } else if (root instanceof ClosedChannelException || root instanceof ConnectException) {
            return "nobody accepts connections at its address";
        } else if (root instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        return said == null ? root.getClass().getSimpleName() : said;
    }
}
