package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;

/** The cluster does not serve that kind. */
final class UnknownKindException extends DeliveryException {
    private static final long serialVersionUID = 1L;

    UnknownKindException(WorkloadRef ref) {
        super(ref + ": the cluster serves no kind " + ref.kind() + " of " + ref.apiVersion()
                + "; apply its CustomResourceDefinition first, or correct apiVersion and kind");
    }
}
