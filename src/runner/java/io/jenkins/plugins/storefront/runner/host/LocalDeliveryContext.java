package io.jenkins.plugins.storefront.runner.host;

import hudson.EnvVars;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.ReleaseMessages;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.NoticeDesk;
import io.jenkins.plugins.storefront.delivery.port.Outbox;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.port.ReleaseHistory;
import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.steps.Workdir;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What a step gets of the local run that it is in. */
final class LocalDeliveryContext implements DeliveryContext {
    private final LocalRun run;
    private final Workdir here;
    private final EnvVars variables;
    private final EventSink events;

    LocalDeliveryContext(LocalRun run, Workdir here, EnvVars variables, EventSink events) {
        this.run = run;
        this.here = here;
        this.variables = variables;
        EventSink messages = new ReleaseMessages(this);
        this.events = event -> {
            events.publish(event);
            messages.publish(event);
        };
    }

    private Path folder() throws DeliveryException {
        if (here == null) {
            throw new DeliveryException(
                    "this needs a workspace; put it inside 'node' (declarative: give the stage an agent)");
        }
        return here.folder();
    }

    @Override
    public RunInfo run() {
        return run.info();
    }

    @Override
    public Workspace workspace() throws DeliveryException, IOException {
        return new LocalWorkspace(folder(), run.temporary());
    }

    @Override
    public ProcessRunner processes() throws DeliveryException {
        return new LocalProcessRunner(folder(), variables);
    }

    @Override
    public Map<String, String> environment() {
        return variables;
    }

    @Override
    public SecretStore secrets() {
        return run.secrets();
    }

    @Override
    public Sealer sealer() {
        return run.sealer();
    }

    @Override
    public Settings settings() {
        return run.config().settings();
    }

    @Override
    public Object variables(Map<String, String> more) {
        EnvVars all = new EnvVars(variables);
        all.putAll(more);
        return all;
    }

    @Override
    public ClusterSource clusters() {
        return new LocalClusters(settings(), secrets());
    }

    @Override
    public EventSink events() {
        return events;
    }

    @Override
    public ReleaseBook release() {
        return run.book();
    }

    @Override
    public Outbox outbox() {
        return run.outbox();
    }

    @Override
    public NoticeDesk desk() {
        return run.desk();
    }

    @Override
    public ReleaseHistory history() {
        return run.releases();
    }

    @Override
    public Optional<RunFailure> failure() {
        return Optional.ofNullable(run.failure());
    }

    @Override
    public Clock clock() {
        return run.clock();
    }

    @Override
    public WorkPool pool() {
        return run.pool();
    }
}
