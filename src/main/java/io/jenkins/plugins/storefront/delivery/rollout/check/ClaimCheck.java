package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Patience;
import java.util.Locale;
import java.util.Map;

/** A volume is bound to it, or will be when a pod first uses it. */
final class ClaimCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        String phase = look.text("status", "phase");
        if ("Lost".equals(phase)) {
            return Assessment.failed(look.cause("ClaimLost", "its volume is gone; restore it, or delete the claim"));
        } else if ("Bound".equals(phase)) {
            return Assessment.ready(1, "bound");
        } else if (phase != null && !phase.equals("Pending")) {
            return Assessment.progressing(0, 1, phase.toLowerCase(Locale.ROOT));
        }
        Assessment at = Assessment.progressing(0, 1, "pending");
        Map<String, Object> warning = look.warning("ProvisioningFailed", "FailedBinding");
        if (warning != null) {
            return at.maybe(look.cause(Fields.text(warning, "reason"), Fields.text(warning, "message")), Patience.LONG);
        }
        String mode = Fields.text(look.seen().related(), "volumeBindingMode");
        if ("Immediate".equals(mode)) {
            return at.heldUpBy(
                    look.cause("NotBound", "no volume was made for it; look at its StorageClass' provisioner"));
        }
        // Without its class nobody knows what is waited for; a provisioner that fails says so within the grace
        return "WaitForFirstConsumer".equals(mode)
                ? Assessment.ready(1, "waits for its first pod")
                : at.orReadyAfterGrace();
    }
}
