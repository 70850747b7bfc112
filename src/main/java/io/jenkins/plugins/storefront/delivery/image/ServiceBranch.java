package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.Outbox;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.port.Runs;
import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** A step's context as the build of one of several services sees it: what is said then begins with the service's name. */
final class ServiceBranch implements DeliveryContext {
    private final DeliveryContext whole;
    private final String service;

    ServiceBranch(DeliveryContext whole, String service) {
        this.whole = whole;
        this.service = service;
    }

    @Override
    public EventSink events() {
        EventSink sink = whole.events();
        return event -> sink.publish(named(event));
    }

    private DeliveryEvent named(DeliveryEvent event) {
        if (event instanceof ProcessOutput output) {
            return new ProcessOutput(output.at(), service + ": " + output.source(), output.line());
        } else if (event instanceof Remark remark) {
            return new Remark(remark.at(), remark.warning(), service + ": " + remark.subject(), remark.text());
        }
        return event;
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
    public ClusterSource clusters() {
        return whole.clusters();
    }

    @Override
    public OutgoingProxy proxy() {
        return whole.proxy();
    }

    @Override
    public Runs runs() {
        return whole.runs();
    }

    @Override
    public ReleaseBook release() {
        return whole.release();
    }

    @Override
    public Outbox outbox() {
        return whole.outbox();
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
