package io.jenkins.plugins.storefront.delivery.port;

import java.io.IOException;

/** Starts programs where the workspace is, by argument vector and never through a shell. */
public interface ProcessRunner {
    /**
     * Runs a program to its end. Interrupting the thread kills it with its children.
     *
     * @return exit code and captured output; a program that cannot be found or started is an {@link IOException}
     */
    ProcessResult run(ProcessRequest request) throws IOException, InterruptedException;
}
