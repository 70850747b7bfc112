package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;

/** Turns what an API server answers into one line that says who refused what, why, and what to do. */
final class Refusals {
    private Refusals() {}

    /** Whether the client found no such kind in the cluster's discovery (fabric8 knows no code for that). */
    static boolean isUnknownKind(Throwable e) {
        return e instanceof KubernetesClientException
                && String.valueOf(e.getMessage()).startsWith("Could not find the metadata");
    }

    static DeliveryException of(String what, KubernetesClientException e) {
        String said = said(e);
        String sentence =
                switch (e.getCode()) {
                    case 401 -> "the cluster does not accept the login (401); renew the credential of this cluster";
                    case 403 -> "the cluster refuses: " + said + "; give this account the right, or use another one";
                    case 404 -> "not found: " + said;
                    case 409 ->
                        "conflict: " + said + "; remove these fields here, or take them over with forceConflicts: true";
                    case 400, 422 -> "the cluster does not accept it: " + said;
                    case 429 -> "the cluster is too busy (429), after several tries: " + said;
                    case 0, -1 -> "the cluster cannot be reached: " + said; // the client has no answer
                    default -> "the cluster answers " + e.getCode() + ": " + said;
                };
        return e.getCode() == 401
                ? new NotLoggedInException(what + ": " + sentence, e)
                : new DeliveryException(what + ": " + sentence, e);
    }

    private static String said(KubernetesClientException e) {
        String text = e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : e.getCause() != null && e.getCause().getMessage() != null
                        ? e.getCause().getMessage()
                        : String.valueOf(e.getMessage());
        return text.replaceAll("\\s+", " ").trim();
    }
}
