package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rollout asks of its cluster; every request is time that a release waits. */
class RolloutRequestsTest {
    private static final String LEASE = " /apis/coordination.k8s.io/v1/namespaces/default/leases/storefront";
    private static final String SERVICE = " /api/v1/namespaces/default/services/web";
    private static final String DEPLOYMENT = " /apis/apps/v1/namespaces/default/deployments/web";

    @Test
    void nothingIsAskedTwice(@TempDir Path project) throws Exception {
        try (FaultyCluster faulty = new FaultyCluster(project)) {
            serves(faulty, "first");
            faulty.awaitFree();
            int before = faulty.api().asked().size();
            serves(faulty, "again");
            faulty.awaitFree();
            List<String> asked = faulty.api().asked();
            assertThat(asked.subList(before, asked.size()))
                    .startsWith("GET" + LEASE, "PUT" + LEASE)
                    .endsWith("PUT" + LEASE)
                    .contains(
                            "PATCH" + SERVICE + " dry",
                            "PATCH" + DEPLOYMENT + " dry",
                            "PATCH" + SERVICE,
                            "PATCH" + DEPLOYMENT)
                    .filteredOn(one -> !one.equals("PUT" + LEASE))
                    .doesNotHaveDuplicates();
        }
    }

    private static void serves(FaultyCluster faulty, String id) throws Exception {
        assertThat(FaultyCluster.end(faulty.beginRolling(id, "web")).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }
}
