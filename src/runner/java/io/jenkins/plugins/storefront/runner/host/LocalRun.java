package io.jenkins.plugins.storefront.runner.host;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.log.EventHub;
import io.jenkins.plugins.storefront.delivery.log.EventLog;
import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.desk.DeskRunner;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxRunner;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.ReleaseHistory;
import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.runner.cps.JenkinsfileCompiler;
import io.jenkins.plugins.storefront.runner.cps.PipelineScript;
import io.jenkins.plugins.storefront.runner.cps.PipelineVm;
import io.jenkins.plugins.storefront.runner.cps.StepRegistry;
import io.jenkins.plugins.storefront.runner.declarative.Declarative;
import io.jenkins.plugins.storefront.runner.steps.EverydaySteps;
import io.jenkins.plugins.storefront.runner.steps.RunServices;
import io.jenkins.plugins.storefront.runner.steps.StageScope;
import io.jenkins.plugins.storefront.runner.steps.Workdir;
import io.jenkins.plugins.storefront.steps.ShopFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run of a Jenkinsfile on this machine. State is kept in {@code .storefront/runs/<number>} of the project; temporary files are
 * removed by {@link #close}.
 */
public final class LocalRun implements RunServices, PipelineVm.Globals, AutoCloseable {
    private static final int THREADS = 16;

    private final RunOptions options;
    private final Path folder;
    private final int number;
    private final SecretMask mask = new SecretMask();
    private final LocalSecrets secrets;
    private final FileReleaseBook book;
    private final ThreadWorkPool pool = new ThreadWorkPool("runner", THREADS);
    private final Clock clock = Clock.systemUTC();
    private final OutboxRunner outbox;
    private final DeskRunner desk;
    private final RunFacts facts;
    private final PipelineVm vm;
    private final Variables env = new Variables(this);
    private final CurrentBuild currentBuild;
    private final Map<String, Object> parameters = new TreeMap<>();
    private final History history;
    private final FailedSteps failed = new FailedSteps();

    public LocalRun(RunOptions options) throws IOException, DeliveryException {
        this.options = options;
        Path runs = options.project().resolve(".storefront/runs");
        this.number = RunNumbers.next(runs);
        this.facts = new RunFacts(options.project(), number, clock.instant());
        this.folder = runs.resolve(Integer.toString(number));
        this.history = new History(runs, number);
        this.outbox = LocalOutbox.open(this, folder.resolve("outbox"));
        this.desk = LocalOutbox.desk(this, outbox, folder.resolve("desk.json"));
        this.secrets = new LocalSecrets(options.config().credentials(), mask);
        this.book = FileReleaseBook.open(folder);
        this.parameters.putAll(options.parameters());
        Map<Class<?>, Object> contexts = new LinkedHashMap<>();
        contexts.put(RunServices.class, this);
        contexts.put(TaskListener.class, options.listener());
        EnvVars variables = new EnvVars(System.getenv());
        contexts.put(EnvVars.class, variables);
        this.vm = new PipelineVm(new StepRegistry(EverydaySteps.all()), this, contexts);
        this.currentBuild = new CurrentBuild(vm, this);
    }

    /** Runs the Jenkinsfile to its end. */
    public Result run(String text, String file) throws DeliveryException, InterruptedException, IOException {
        Declarative declarative = new Declarative();
        PipelineScript script = new JenkinsfileCompiler(List.of(declarative.customizer())).compile(text, file);
        declarative.bind(script, new LocalDeclarativeHost(this, options.listener()));
        checkShop();
        Result result = vm.run(script);
        LocalOutbox.drain(outbox, desk, options.notices(), options.listener().getLogger());
        history.ended(result, facts.commit());
        return result;
    }

    /** What is wrong in a template that {@code storefront.yaml} names is said before anything is done. */
    private void checkShop() throws DeliveryException, InterruptedException, IOException {
        ShopFiles.checkTemplates(new LocalDeliveryContext(
                this, new Workdir(workspace(), workspace()), new EnvVars(System.getenv()), events()));
    }

    public PipelineVm vm() {
        return vm;
    }

    public FileReleaseBook book() {
        return book;
    }

    public Path folder() {
        return folder;
    }

    ConfigFile config() {
        return options.config();
    }

    Sealer sealer() {
        return new LocalSealer(options.project().resolve(".storefront/key"));
    }

    /** What this run is called and started from. */
    public RunInfo info() {
        return facts.info();
    }

    History history() {
        return history;
    }

    OutboxRunner outbox() {
        return outbox;
    }

    ReleaseHistory releases() {
        return new LocalReleases(folder.getParent(), number, info().job());
    }

    DeskRunner desk() {
        return desk;
    }

    Map<String, String> givenParameters() {
        return options.parameters();
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public Path workspace() {
        return options.project().toAbsolutePath().normalize();
    }

    @Override
    public Path project() {
        return workspace();
    }

    @Override
    public synchronized Path temporary() throws IOException {
        Path temporary = folder.resolve("tmp");
        Files.createDirectories(
                temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return temporary;
    }

    @Override
    public Path archive() throws IOException {
        return Files.createDirectories(folder.resolve("archive"));
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = facts.variables();
        parameters.forEach((name, value) -> variables.put(name, String.valueOf(value)));
        variables.putAll(env.own());
        return variables;
    }

    @Override
    public void parameterDefault(String name, Object value) {
        parameters.putIfAbsent(name, value);
    }

    @Override
    public SecretStore secrets() {
        return secrets;
    }

    LocalSecrets localSecrets() {
        return secrets;
    }

    @Override
    public SecretMask mask() {
        return mask;
    }

    @Override
    public EventSink events() {
        return hub(options.listener(), null);
    }

    /** Events of a branch are logged with the branch's prefix. */
    private EventSink hub(TaskListener listener, StageScope stage) {
        List<EventSink> all = new ArrayList<>(List.of(new EventLog(listener::getLogger), book));
        for (EventSink one : options.listeners()) {
            all.add(stage != null && one instanceof StageListener wanting ? wanting.inStage(stage.id()) : one);
        }
        return new EventHub(mask, all);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public WorkPool pool() {
        return pool;
    }

    @Override
    public void failed(Throwable why, LogExcerpt excerpt) {
        failed.failed(why, excerpt);
    }

    @Override
    public void ended(String step, Throwable failure) {
        failed.ended(step, failure, clock.instant());
    }

    /** What went wrong so far, or null. */
    RunFailure failure() {
        return failed.of(vm.resultSet());
    }

    @Override
    public String ask(String message, List<String> choices) throws DeliveryException, InterruptedException {
        return options.asker().ask(message, choices);
    }

    @Override
    public Object global(String name, PipelineVm of) {
        return switch (name) {
            case "env" -> env;
            case "params" -> parameters;
            case "currentBuild" -> currentBuild;
            case "scm" -> "scm";
            default -> env.getProperty(name);
        };
    }

    @Override
    public <T> T context(Class<T> type, PipelineVm.Lookup around) {
        if (type != DeliveryContext.class) {
            return null;
        }
        EnvVars variables = new EnvVars(around.get(EnvVars.class));
        variables.overrideAll(environment());
        return type.cast(new LocalDeliveryContext(
                this,
                around.get(Workdir.class),
                variables,
                hub(around.get(TaskListener.class), around.get(StageScope.class))));
    }

    @Override
    public List<String> names() {
        return List.of("env", "params", "currentBuild", "scm");
    }

    @Override
    public void close() throws IOException {
        desk.close();
        outbox.close();
        pool.close();
        RunNumbers.delete(folder.resolve("tmp"));
    }
}
