package io.jenkins.plugins.storefront.delivery.port;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A program to run. Secrets never go into {@link #arguments()} or {@link #environment()}; they are given as standard input or
 * as a file in the workspace's temporary folder.
 */
public final class ProcessRequest {
    /** How much of each stream is kept, in characters. */
    public static final int CAPTURE_LIMIT = 1 << 20;

    private final List<String> arguments;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String directory;
    private Secret input;
    private Duration timeout = Duration.ofHours(2);
    private Consumer<String> onLine = line -> {};

    private ProcessRequest(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    /** A program and its arguments, each passed on as it is. */
    public static ProcessRequest of(List<String> arguments) {
        return new ProcessRequest(new ArrayList<>(arguments));
    }

    public static ProcessRequest of(String... arguments) {
        return new ProcessRequest(List.of(arguments));
    }

    /** Adds to the environment of the workspace. */
    public ProcessRequest with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Folder to run in, relative to the workspace; the workspace itself by default. */
    public ProcessRequest in(String relative) {
        directory = relative;
        return this;
    }

    /** What the program reads from its standard input; empty by default. */
    public ProcessRequest reading(Secret text) {
        input = text;
        return this;
    }

    /** Kills the program after this long; 2 hours by default. */
    public ProcessRequest within(Duration limit) {
        timeout = limit;
        return this;
    }

    /** Called with each line of either stream as it comes, on a thread of the runner. */
    public ProcessRequest eachLine(Consumer<String> listener) {
        onLine = listener;
        return this;
    }

    public List<String> arguments() {
        return arguments;
    }

    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Or null. */
    public String directory() {
        return directory;
    }

    /** Or null. */
    public Secret input() {
        return input;
    }

    public Duration timeout() {
        return timeout;
    }

    public Consumer<String> lineListener() {
        return onLine;
    }
}
