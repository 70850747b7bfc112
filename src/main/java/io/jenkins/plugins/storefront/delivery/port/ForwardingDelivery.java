package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * A context that is another's but for what a subclass overrides. It forwards the methods with a default too: those are for hosts that lack
 * something, and what stands before a host must not hide that it has it, least of all its permissions.
 */
public abstract class ForwardingDelivery implements DeliveryContext {
    /** Whose everything else is. */
    protected final DeliveryContext whole;

    protected ForwardingDelivery(DeliveryContext whole) {
        this.whole = whole;
    }

    @Override
    public RunInfo run() {
        return whole.run();
    }

    @Override
    public Workspace workspace() throws DeliveryException, IOException, InterruptedException {
        return whole.workspace();
    }

    @Override
    public ProcessRunner processes() throws DeliveryException, IOException, InterruptedException {
        return whole.processes();
    }

    @Override
    public Map<String, String> environment() throws IOException, InterruptedException {
        return whole.environment();
    }

    @Override
    public SecretStore secrets() {
        return whole.secrets();
    }

    @Override
    public Sealer sealer() {
        return whole.sealer();
    }

    @Override
    public Settings settings() throws DeliveryException {
        return whole.settings();
    }

    @Override
    public void checkMayDeploy(Environment target) throws DeliveryException {
        whole.checkMayDeploy(target);
    }

    @Override
    public void checkMayOverride() throws DeliveryException {
        whole.checkMayOverride();
    }

    @Override
    public void checkMayControl(RolloutAction action) throws DeliveryException {
        whole.checkMayControl(action);
    }

    @Override
    public Object variables(Map<String, String> more) throws IOException, InterruptedException {
        return whole.variables(more);
    }

    @Override
    public Runs runs() {
        return whole.runs();
    }

    @Override
    public ClusterSource clusters() {
        return whole.clusters();
    }

    @Override
    public OutgoingProxy proxy() {
        return whole.proxy();
    }

    @Override
    public EventSink events() {
        return whole.events();
    }

    @Override
    public ReleaseBook release() {
        return whole.release();
    }

    @Override
    public StepDisplay display() {
        return whole.display();
    }

    @Override
    public Outbox outbox() {
        return whole.outbox();
    }

    @Override
    public NoticeDesk desk() {
        return whole.desk();
    }

    @Override
    public ReleaseHistory history() {
        return whole.history();
    }

    @Override
    public Optional<RunFailure> failure() {
        return whole.failure();
    }

    @Override
    public Clock clock() {
        return whole.clock();
    }

    @Override
    public WorkPool pool() {
        return whole.pool();
    }
}
