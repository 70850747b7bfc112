package io.jenkins.plugins.storefront.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the local runner as a process of its own, as a user does. */
final class Runner {
    private Runner() {}

    record Result(int exitCode, String output) {}

    static Result run(Path project, String jenkinsfile, Map<String, String> environment) throws Exception {
        Files.writeString(project.resolve("Jenkinsfile"), jenkinsfile);
        return java(
                project,
                environment,
                "io.jenkins.plugins.storefront.runner.cli.StorefrontCommand",
                "run",
                project.resolve("Jenkinsfile").toString());
    }

    static Result java(Path folder, Map<String, String> environment, String main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Path log = Files.createTempFile("run", ".log");
        builder.redirectOutput(log.toFile());
        Process process = builder.start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("no end after 15 minutes:\n" + Files.readString(log));
        }
        String output = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        return new Result(process.exitValue(), output);
    }
}
