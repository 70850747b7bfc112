package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ForwardingDelivery;
import io.jenkins.plugins.storefront.delivery.port.Runs;

/** Another run of the same host: everything is the given context's but who it is. */
final class OtherRun extends ForwardingDelivery {
    OtherRun(DeliveryContext base) {
        super(base);
    }

    @Override
    public RunInfo run() {
        return new RunInfo("other", 7, null, whole.run().startedAt(), "a test", null, null);
    }

    @Override
    public Runs runs() {
        return Runs.ofProcess(run().displayName());
    }
}
