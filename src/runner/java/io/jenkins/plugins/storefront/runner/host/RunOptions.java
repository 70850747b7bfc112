package io.jenkins.plugins.storefront.runner.host;

import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run is made of.
 *
 * @param project folder that the Jenkinsfile belongs to; also the workspace
 * @param parameters as given on the command line
 * @param config what {@code config.yaml} says
 * @param listener the run's log
 * @param listeners take every event, masked
 * @param asker answers {@code input}
 * @param notices how long a run that has ended waits until its notices are sent
 */
public record RunOptions(
        Path project,
        Map<String, String> parameters,
        ConfigFile config,
        TaskListener listener,
        List<EventSink> listeners,
        Asker asker,
        Duration notices) {
    /** How long a run that has ended waits by default until its notices are sent. */
    public static final Duration NOTICES = Duration.ofSeconds(20);

    /** Options of a run that waits {@link #NOTICES} for its notices. */
    public RunOptions(
            Path project,
            Map<String, String> parameters,
            ConfigFile config,
            TaskListener listener,
            List<EventSink> listeners,
            Asker asker) {
        this(project, parameters, config, listener, listeners, asker, NOTICES);
    }

    /** Asks the person at the terminal; see {@link io.jenkins.plugins.storefront.runner.steps.RunServices#ask}. */
    @FunctionalInterface
    public interface Asker {
        String ask(String message, List<String> choices) throws DeliveryException, InterruptedException;
    }
}
