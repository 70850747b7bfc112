package io.jenkins.plugins.storefront.host;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.adopted.JenkinsProxy;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.credentials.JenkinsSecretStore;
import io.jenkins.plugins.storefront.credentials.RunCredentials;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.log.EventHub;
import io.jenkins.plugins.storefront.delivery.log.EventLog;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.ReleaseMessages;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.NoticeDesk;
import io.jenkins.plugins.storefront.delivery.port.Outbox;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.port.ReleaseHistory;
import io.jenkins.plugins.storefront.delivery.port.Runs;
import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.port.StepDisplay;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceLost;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What a step in Jenkins gets of its host. Workspace, launcher and environment are asked for when they are used, because after a
 * restart the agent may not be back yet and most waits do not need it.
 */
final class JenkinsDeliveryContext implements DeliveryContext {
    private final StepContext step;
    private final Run<?, ?> run;
    private final BlockSecrets blockSecrets;
    private final JenkinsSecretStore secrets;
    private final EventSink events;

    /** Kept, as Jenkins puts a whole environment together for it; but not while the agent is away, when the checkout is a guess. */
    private volatile RunInfo info;

    /** Read from disk when it is first asked for, which is never in the constructor: that one runs on CPS VM threads. */
    private volatile FileReleaseBook book;

    JenkinsDeliveryContext(StepContext step, Run<?, ?> run, TaskListener listener) {
        this.step = step;
        this.run = run;
        SecretMask mask = new SecretMask();
        this.blockSecrets = new BlockSecrets(step, mask);
        this.secrets = new JenkinsSecretStore(new RunCredentials(run), mask);
        this.events = new EventHub(
                blockSecrets::masked,
                List.of(
                        new EventLog(listener::getLogger),
                        event -> book().publish(event),
                        new ReleaseMessages(this),
                        new LedgerKeeper(run, this::release, () -> run().commit()),
                        new ImageFingerprints(run)));
    }

    @Override
    public RunInfo run() {
        RunInfo known = info;
        if (known == null) {
            try {
                boolean lasting = hasAgent();
                known = runInfo(environment());
                if (lasting) {
                    info = known;
                }
            } catch (IOException e) {
                known = runInfo(Map.of());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                known = runInfo(Map.of());
            }
        }
        return known;
    }

    private RunInfo runInfo(Map<String, String> variables) {
        return new RunInfo(
                run.getParent().getFullName(),
                run.getNumber(),
                url(),
                Instant.ofEpochMilli(run.getStartTimeInMillis()),
                Ledgers.starter(run),
                variables.get("GIT_COMMIT"),
                variables.getOrDefault("BRANCH_NAME", variables.get("GIT_BRANCH")));
    }

    /** Null where the admin has not set this controller's URL. */
    private String url() {
        try {
            return run.getAbsoluteUrl();
        } catch (IllegalStateException e) {
            return null;
        }
    }

    @Override
    public Workspace workspace() throws DeliveryException, IOException, InterruptedException {
        return new JenkinsWorkspace(folder());
    }

    @Override
    public ProcessRunner processes() throws DeliveryException, IOException, InterruptedException {
        Launcher launcher = step.get(Launcher.class);
        if (launcher == null) {
            throw outsideNode();
        }
        return new JenkinsProcessRunner(launcher, folder(), environment());
    }

    private FilePath folder() throws DeliveryException, IOException, InterruptedException {
        FilePath folder;
        try {
            folder = step.get(FilePath.class);
        } catch (IOException e) {
            throw new WorkspaceLost(e.getMessage(), e); // Pipeline knows the agent, and it is not connected
        }
        if (folder == null) {
            throw outsideNode();
        }
        return folder;
    }

    private static DeliveryException outsideNode() {
        return new DeliveryException(
                "this needs a workspace; put it inside 'node' (declarative: give the stage an agent)");
    }

    @Override
    public Map<String, String> environment() throws IOException, InterruptedException {
        EnvVars variables = step.get(EnvVars.class);
        Checkouts checkouts = run.getAction(Checkouts.class);
        if (checkouts == null) {
            return variables == null ? Map.of() : variables;
        }
        Map<String, String> all = new EnvVars(checkouts.variables(path()));
        if (variables != null) {
            all.putAll(variables);
        }
        return all;
    }

    /** False only where the step has an agent and it is not connected. */
    private boolean hasAgent() throws InterruptedException {
        try {
            step.get(FilePath.class);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Of the step's folder, or null where there is none. */
    private String path() throws InterruptedException {
        try {
            FilePath folder = step.get(FilePath.class);
            return folder == null ? null : folder.getRemote();
        } catch (IOException e) {
            return null; // its agent is not connected
        }
    }

    @Override
    public SecretStore secrets() {
        blockSecrets.learn();
        return secrets;
    }

    @Override
    public Sealer sealer() {
        return new JenkinsSealer();
    }

    @Override
    public Settings settings() {
        return StorefrontConfiguration.get().settingsFor(run.getParent().getParent());
    }

    @Override
    public void checkMayDeploy(Environment target) throws DeliveryException {
        DeployRight.check(run, target);
    }

    @Override
    public void checkMayOverride() throws DeliveryException {
        DeployRight.checkOverride(run);
    }

    @Override
    public void checkMayControl(RolloutAction action) throws DeliveryException {
        DeployRight.checkControl(run, action);
    }

    @Override
    public Object variables(Map<String, String> more) throws IOException, InterruptedException {
        return new BlockVariables(step.get(EnvironmentExpander.class), more);
    }

    @Override
    public Runs runs() {
        return new JenkinsRuns(run);
    }

    @Override
    public ClusterSource clusters() {
        return new JenkinsClusterSource(settings(), secrets, run);
    }

    @Override
    public OutgoingProxy proxy() {
        return new JenkinsProxy();
    }

    @Override
    public EventSink events() {
        return events;
    }

    @Override
    public Optional<RunFailure> failure() {
        try {
            return Failures.of(run, step.get(FlowNode.class), blockSecrets::masked);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public ReleaseBook release() {
        return book();
    }

    private FileReleaseBook book() {
        FileReleaseBook open = book;
        if (open == null) {
            try {
                open = ReleaseBooks.get().of(run);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            book = open;
        }
        return open;
    }

    @Override
    public StepDisplay display() {
        return new FlowNodeDisplay(step, blockSecrets::masked);
    }

    @Override
    public Outbox outbox() {
        return JenkinsOutbox.get();
    }

    @Override
    public NoticeDesk desk() {
        return JenkinsOutbox.desk();
    }

    @Override
    public ReleaseHistory history() {
        return new JenkinsHistory(run);
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public WorkPool pool() {
        return StorefrontPool.get();
    }
}
