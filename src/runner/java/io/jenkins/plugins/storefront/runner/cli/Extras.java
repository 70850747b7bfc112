package io.jenkins.plugins.storefront.runner.cli;

import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import io.jenkins.plugins.storefront.runner.host.LocalRun;
import java.nio.file.Path;
import java.util.List;

/** What a run has besides itself: the sandbox and the report, loaded only when they are asked for. */
final class Extras implements AutoCloseable {
    private final ConfigFile config;

    private Extras(ConfigFile config) {
        this.config = config;
    }

    static Extras of(boolean sandbox, Path report, ConfigFile config) {
        return new Extras(config);
    }

    ConfigFile config() {
        return config;
    }

    List<EventSink> listeners() {
        return List.of();
    }

    void finish(LocalRun run, Result result) {}

    @Override
    public void close() {}
}
