package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Patience;
import java.util.Map;
import java.util.regex.Pattern;

/** Why a controller cannot make pods: quota, an admission that refuses, a service account that is not there. */
final class Creation {
    /** As the API server words it (k8s.io/kubernetes/plugin/pkg/admission/limitranger). */
    private static final Pattern LIMIT_RANGE =
            Pattern.compile("(maximum|minimum) \\S+ usage per \\S+ is|limit to request ratio per \\S+ is");

    private Creation() {}

    /** Judges what the API server answered to the controller. */
    static Assessment refused(Look look, Assessment at, String reason, String message) {
        String said = message == null ? String.valueOf(reason) : message;
        if (said.contains("exceeded quota")) {
            String why = said + "; raise the ResourceQuota, or ask for less";
            // Pods that go make room; where none can go, waiting changes nothing
            return canMakeRoom(look)
                    ? at.maybe(look.cause("Quota", why), Patience.LONG)
                    : at.certainly(look.cause("Quota", why));
        } else if (said.contains("denied the request") || said.contains("violates PodSecurity")) {
            return at.certainly(look.cause("AdmissionRefused", said + "; change the manifest so that it is accepted"));
        } else if (said.contains("failed quota:")) {
            // Such as "must specify limits.memory": no pod that says nothing of it is ever let in
            return at.certainly(look.cause("ResourcesNotNamed", said));
        } else if (LIMIT_RANGE.matcher(said).find()) {
            return at.certainly(look.cause("LimitRange", said));
        } else if (said.contains("is invalid:")) {
            return at.certainly(look.cause("Invalid", said));
        }
        return at.maybe(look.cause(reason == null ? "FailedCreate" : reason, said), Patience.GRACE);
    }

    /** By the newest warning of a controller that has no condition for it; null where all its pods are there. */
    static Assessment refusedByEvent(Look look, Assessment at, int missing) {
        Map<String, Object> warning = missing <= 0 ? null : look.warning("FailedCreate");
        return warning == null ? null : refused(look, at, "FailedCreate", Fields.text(warning, "message"));
    }

    /** Whether a rolling update may take an old pod away before it makes a new one. */
    private static boolean canMakeRoom(Look look) {
        if (!"Deployment".equals(look.target().ref().kind())) {
            return false;
        }
        boolean recreates = "Recreate".equals(look.text("spec", "strategy", "type"));
        Object spared = Fields.at(look.object(), "spec", "strategy", "rollingUpdate", "maxUnavailable");
        long updated = look.number("status", "updatedReplicas");
        boolean olderLeft = look.number("status", "replicas") > updated;
        return olderLeft && (recreates || share(spared, look.replicas()) > 0);
    }

    /** A number or a share, rounded down as the controller does; Kubernetes' default is a quarter. */
    private static int share(Object value, int of) {
        if (value instanceof Number number) {
            return number.intValue();
        }
        String text = value == null ? "25%" : value.toString();
        return text.matches("\\d{1,3}%") ? of * Integer.parseInt(text.substring(0, text.length() - 1)) / 100 : 0;
    }
}
