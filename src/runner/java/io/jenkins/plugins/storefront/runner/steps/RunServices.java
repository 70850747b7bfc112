package io.jenkins.plugins.storefront.runner.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What the everyday steps ask of the run that they are in. */
public interface RunServices {
    /** The folder that {@code node} works in. */
    Path workspace() throws IOException;

    /** The project's folder, which {@code checkout scm} brings in; it may be the workspace itself. */
    Path project();

    /** A folder beside the workspace for secrets and scripts, mode 0700, removed after the run. */
    Path temporary() throws IOException;

    /** Where {@code archiveArtifacts} and {@code stash} put files. */
    Path archive() throws IOException;

    /** Variables of every {@code node}: {@code BUILD_NUMBER}, {@code JOB_NAME}, {@code WORKSPACE} and the rest. */
    Map<String, String> environment() throws IOException;

    /** What {@code params} has for a parameter that was not given. */
    void parameterDefault(String name, Object value);

    SecretStore secrets();

    SecretMask mask();

    EventSink events();

    Clock clock();

    WorkPool pool();

    /** Remembers what a step's log tells of {@code why} it is about to fail, for notices. */
    void failed(Throwable why, LogExcerpt excerpt);

    /**
     * Asks a person.
     *
     * @param message what is asked
     * @param choices for the answer; empty for yes or no
     * @return the answer, or null for no
     * @throws DeliveryException if there is nobody to ask
     */
    String ask(String message, List<String> choices) throws DeliveryException, InterruptedException;
}
