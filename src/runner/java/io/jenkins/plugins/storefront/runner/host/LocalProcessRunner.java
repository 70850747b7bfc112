package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.process.LineCapture;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Starts programs on this machine; a program that is stopped takes its children with it. */
final class LocalProcessRunner implements ProcessRunner {
    private static final Logger LOGGER = Logger.getLogger(LocalProcessRunner.class.getName());

    /**
     * How long a program that is stopped may take to end by itself, and the output of one that has ended to end too: a child that
     * it left behind may hold the stream open.
     */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Path folder;
    private final Map<String, String> environment;
    private final Duration grace;

    LocalProcessRunner(Path folder, Map<String, String> environment) {
        this(folder, environment, GRACE);
    }

    LocalProcessRunner(Path folder, Map<String, String> environment, Duration grace) {
        this.folder = folder;
        this.grace = grace;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ProcessResult run(ProcessRequest request) throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(request.environment());
        List<String> command = new ArrayList<>(request.arguments());
        command.set(0, program(command.get(0), variables.get("PATH")));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(
                request.directory() == null
                        ? folder.toFile()
                        : folder.resolve(request.directory()).toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        LineCapture output = LineCapture.first(ProcessRequest.CAPTURE_LIMIT, request.lineListener());
        LineCapture errors = LineCapture.last(ProcessRequest.CAPTURE_LIMIT, request.lineListener());
        Thread out = reader(process.getInputStream(), output);
        Thread err = reader(process.getErrorStream(), errors);
        try {
            feed(process, request);
            if (!process.waitFor(request.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(request.arguments().get(0) + " was killed after "
                        + request.timeout().toSeconds() + " s");
            }
            out.join(grace.toMillis());
            err.join(grace.toMillis());
            return new ProcessResult(process.exitValue(), output.text(), errors.text());
        } finally {
            if (process.isAlive()) {
                kill(process);
            }
        }
    }

    /** Looks a program up on the steps' PATH; the JDK looks on this process's own, which {@code withEnv} does not change. */
    private static String program(String name, String path) throws IOException {
        if (name.contains("/") || path == null) {
            return name;
        }
        for (String folder : path.split(File.pathSeparator)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file.toString();
            }
        }
        throw new IOException("there is no program '" + name + "' on the PATH " + path);
    }

    private static void feed(Process process, ProcessRequest request) {
        try (OutputStream in = process.getOutputStream()) {
            if (request.input() != null) {
                in.write(request.input().reveal().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // A program that ends, or takes no more, before it has read all of its input says why by its exit code
            LOGGER.log(Level.FINE, "A program has not read its input", e);
        }
    }

    /** Ends the whole tree: asks, waits, and forces what is left. */
    private void kill(Process process) {
        // Taken down first: a child whose parent has ended is nobody's descendant any more
        List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        tree.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.FINE, "A program does not end when asked to", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tree.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static Thread reader(InputStream from, LineCapture to) {
        Thread thread = new Thread(() -> {
            try (from;
                    to) {
                from.transferTo(to);
            } catch (IOException e) {
                to.close(); // the stream of a killed program ends this way
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
