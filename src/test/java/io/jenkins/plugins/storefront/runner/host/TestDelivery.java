package io.jenkins.plugins.storefront.runner.host;

import hudson.EnvVars;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.cps.PipelineVm;
import io.jenkins.plugins.storefront.runner.steps.Workdir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the engine gets of a local run, for tests that call the engine without a Jenkinsfile; close it to end its threads. */
public final class TestDelivery implements AutoCloseable {
    private final LocalRun run;
    private final Path project;
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private final List<DeliveryEvent> events = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream printed = new PrintStream(log, true, StandardCharsets.UTF_8);

    /** A run in {@code project} that knows these credentials by id. */
    public TestDelivery(Path project, Settings settings, Map<String, Credential> credentials)
            throws IOException, DeliveryException {
        this.project = project;
        Map<String, LocalSecrets.Source> sources = new HashMap<>();
        credentials.forEach((id, credential) -> sources.put(id, () -> credential));
        run = new LocalRun(new RunOptions(
                project,
                Map.of(),
                new ConfigFile(settings, sources),
                () -> printed,
                List.of(events::add),
                (message, choices) -> choices.get(0)));
    }

    /** Sets a variable of the steps' environment. */
    public TestDelivery with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** The context of a step inside {@code node}. */
    public DeliveryContext context() {
        Map<Class<?>, Object> around = Map.of(
                EnvVars.class,
                new EnvVars(environment),
                Workdir.class,
                new Workdir(project, project),
                TaskListener.class,
                (TaskListener) () -> printed);
        return run.context(DeliveryContext.class, new PipelineVm.Lookup() {
            @Override
            public <T> T get(Class<T> type) {
                return type.cast(around.get(type));
            }
        });
    }

    /** What was told so far, as listeners see it. */
    public List<DeliveryEvent> events() {
        return List.copyOf(events);
    }

    public <T extends DeliveryEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The run's log so far. */
    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** Folder of the run with what it keeps on disk. */
    public Path folder() {
        return run.folder();
    }

    @Override
    public void close() throws IOException {
        run.close();
    }
}
