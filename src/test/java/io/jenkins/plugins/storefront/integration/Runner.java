package io.jenkins.plugins.storefront.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the local runner as a process of its own, as a user does. */
final class Runner {
    private static final String COMMAND = "io.jenkins.plugins.storefront.runner.cli.StorefrontCommand";

    private Runner() {}

    record Result(int exitCode, String output) {}

    static Result run(Path project, String jenkinsfile, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(project.resolve("Jenkinsfile"), jenkinsfile);
        return java(project, environment, COMMAND, "run", file.toString());
    }

    /** The same, without waiting for its end. */
    static Process start(Path project, String jenkinsfile, Map<String, String> environment, Path log)
            throws IOException {
        Path file = Files.writeString(project.resolve("Jenkinsfile"), jenkinsfile);
        return start(project, environment, log, COMMAND, "run", file.toString());
    }

    static Result java(Path folder, Map<String, String> environment, String main, String... arguments)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("run", ".log");
        Process process = start(folder, environment, log, main, arguments);
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("no end after 15 minutes:\n" + Files.readString(log));
        }
        String output = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        return new Result(process.exitValue(), output);
    }

    /**
     * Starts a Java process on the class path of this one.
     *
     * @param log where its output goes
     */
    static Process start(Path folder, Map<String, String> environment, Path log, String main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
