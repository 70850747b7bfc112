package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.log.EventHub;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A local run's context whose release is in a folder of the test's choice, so that another process can open it. All of one project
 * share its sealing key.
 */
final class DiskDelivery implements DeliveryContext {
    /** Name of the one cluster. */
    static final String CLUSTER = "main";

    private final DeliveryContext base;
    private final FileReleaseBook book;

    DiskDelivery(TestDelivery run, Path folder) throws IOException, DeliveryException {
        base = run.context();
        book = FileReleaseBook.open(folder);
    }

    /** A run in {@code project} that knows one cluster. */
    static TestDelivery run(Path project, Path kubeconfig) throws IOException, DeliveryException {
        ClusterSettings cluster = new ClusterSettings(CLUSTER, null, null, null, false, "admin", null, null);
        return new TestDelivery(
                project,
                new Settings(List.of(), List.of(), List.of(), List.of(), List.of(cluster)),
                Map.of("admin", new Credential.File("kubeconfig", Secret.of(Files.readString(kubeconfig)))));
    }

    /** What asks for these manifests in that cluster. */
    static RolloutRequest request(String id, String namespace, String manifests) throws DeliveryException {
        return new RolloutRequest(
                id,
                null,
                CLUSTER,
                namespace,
                Manifests.parse(manifests, "test"),
                Map.of(),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1),
                0,
                false,
                RolloutOptions.NONE,
                WaitRules.USUAL);
    }

    @Override
    public ReleaseBook release() {
        return book;
    }

    @Override
    public EventSink events() {
        return new EventHub(text -> text, List.of(book));
    }

    @Override
    public RunInfo run() {
        return base.run();
    }

    @Override
    public Workspace workspace() throws DeliveryException, IOException, InterruptedException {
        return base.workspace();
    }

    @Override
    public ProcessRunner processes() throws DeliveryException, IOException, InterruptedException {
        return base.processes();
    }

    @Override
    public Map<String, String> environment() throws IOException, InterruptedException {
        return base.environment();
    }

    @Override
    public SecretStore secrets() {
        return base.secrets();
    }

    @Override
    public Sealer sealer() {
        return base.sealer();
    }

    @Override
    public Settings settings() throws DeliveryException {
        return base.settings();
    }

    @Override
    public ClusterSource clusters() {
        return base.clusters();
    }

    @Override
    public io.jenkins.plugins.storefront.delivery.port.Outbox outbox() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Clock clock() {
        return base.clock();
    }

    @Override
    public WorkPool pool() {
        return base.pool();
    }
}
