package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the containers of pods wrote. */
public interface PodLogs {
    /**
     * The lines of a container.
     *
     * @param previous those of the run before its last restart
     * @return null where there was no such run
     */
    List<String> lines(JsonNode pod, String container, boolean previous);
}
