package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Rolls manifests out to a cluster that a kubeconfig names, for tests of other packages. */
public final class RolloutProbe implements AutoCloseable {
    private final TestDelivery run;

    public RolloutProbe(Path project, Path kubeconfig) throws Exception {
        run = DiskDelivery.run(project, kubeconfig);
    }

    /** Begins; the end comes later. Throws where it is refused before anything was changed. */
    public CompletableFuture<RolloutMachine.End> begin(String id, String namespace, String manifests, Duration timeout)
            throws Exception {
        return begin(id, namespace, manifests, timeout, Duration.ofSeconds(60), 1);
    }

    CompletableFuture<RolloutMachine.End> begin(
            String id, String namespace, String manifests, Duration timeout, Duration noActivity, int crashTolerance)
            throws Exception {
        CompletableFuture<RolloutMachine.End> ended = new CompletableFuture<>();
        RolloutSession session = new RolloutSession(run.context(), new RolloutSession.Host() {
            @Override
            public void persist(String state) {
                // Nobody dies here
            }

            @Override
            public void ended(RolloutState state, RolloutMachine.End end) {
                ended.complete(end);
            }
        });
        session.start(new RolloutRequest(
                id,
                null,
                DiskDelivery.CLUSTER,
                namespace,
                Manifests.parse(manifests, "test"),
                Map.of(),
                timeout,
                noActivity,
                crashTolerance,
                false,
                RolloutOptions.NONE,
                WaitRules.USUAL));
        return ended;
    }

    @Override
    public void close() throws IOException {
        run.close();
    }
}
