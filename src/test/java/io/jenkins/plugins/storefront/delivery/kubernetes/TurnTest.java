package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ForwardingDelivery;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Turns at the namespace {@code default} of a cluster. */
class TurnTest {
    @RegisterExtension
    static final SharedSandbox SANDBOX = new SharedSandbox();

    private static final WorkloadRef LEASE =
            new WorkloadRef("coordination.k8s.io/v1", "Lease", "default", "storefront");

    private TestDelivery run;
    private Cluster cluster;
    private DeliveryContext delivery;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void open(@TempDir Path project) throws Exception {
        run = DiskDelivery.run(project, Files.writeString(project.resolve("kubeconfig"), SANDBOX.kubeconfig()));
        cluster = Clusters.open(new ClusterEndpoint.Kubeconfig(Secret.of(SANDBOX.kubeconfig()), null, null, true));
        InstantSource time = () -> now;
        delivery = new ForwardingDelivery(run.context()) {
            @Override
            public Clock clock() {
                return time.withZone(ZoneOffset.UTC);
            }
        };
    }

    @AfterEach
    void close() throws Exception {
        cluster.delete(LEASE);
        cluster.close();
        run.close();
    }

    private Turn turn(String rollout) throws Exception {
        return Turn.of(
                delivery,
                cluster,
                DiskDelivery.request(rollout, "default", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"));
    }

    private String holds() throws Exception {
        return Fields.text(cluster.get(LEASE), "metadata", "annotations", "storefront.jenkins.io/holder");
    }

    @Test
    void whoeverTookOverWhileTheTurnWasNotRenewedIsSeen() throws Exception {
        Turn turn = turn("r1");
        turn.take(cluster, true);
        cluster.delete(LEASE);
        assertThat(new TargetLock(new OtherRun(delivery), "default", null).take(cluster, "theirs"))
                .isNull();
        assertThatCode(() -> turn.takeAgain(cluster))
                .as("nobody takes over so soon, so nothing is asked")
                .doesNotThrowAnyException();
        now = now.plus(TargetLock.RENEWAL).plus(Duration.ofSeconds(1));
        assertThatThrownBy(() -> turn.takeAgain(cluster)).hasMessageContaining("was taken over by other #7");
    }

    @Test
    void anEndLeavesWhatAnotherRolloutOfTheRunHolds() throws Exception {
        Turn first = turn("r1");
        first.take(cluster, true);
        Turn second = turn("r2");
        second.take(cluster, true);
        first.end(cluster);
        assertThat(holds()).contains("r2").doesNotContain("r1");
        second.end(cluster);
        assertThat(holds()).isNull();
    }

    @Test
    void theEndOfATurnWhoseLeaseSomebodyDeletedIsNoTrouble() throws Exception {
        Turn turn = turn("r1");
        turn.take(cluster, true);
        cluster.delete(LEASE);
        turn.end(cluster);
        assertThat(run.events(Remark.class)).isEmpty();
        assertThat(cluster.get(LEASE)).isNull();
    }

    @Test
    void whoMayNoLongerKeepLeasesIsNotMadeBlindByARenewal() throws Exception {
        try (FaultyApi api = new FaultyApi(SANDBOX.cluster().url());
                Cluster guarded = Clusters.open(ClusterEndpoint.Address.withToken(
                        api.url(), null, SANDBOX.cluster().adminToken(), "default"))) {
            Turn turn = turn("r1");
            turn.take(guarded, true);
            now = now.plus(TargetLock.RENEWAL).plus(Duration.ofSeconds(1));
            api.rule = (path, query, token) -> 403;
            assertThatCode(() -> turn.renew(guarded)).doesNotThrowAnyException();
            now = now.plus(TargetLock.RENEWAL).plus(Duration.ofSeconds(1));
            api.rule = (path, query, token) -> 422;
            assertThatThrownBy(() -> turn.renew(guarded))
                    .as("any other refusal is not passed over")
                    .isInstanceOf(ClusterRefusal.class);
        }
    }
}
