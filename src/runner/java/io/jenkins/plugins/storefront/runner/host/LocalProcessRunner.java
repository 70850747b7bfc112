package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.process.LineCapture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts programs on this machine; a program that is stopped takes its children with it. */
final class LocalProcessRunner implements ProcessRunner {
    private static final long GRACE_SECONDS = 5;

    private final Path folder;
    private final Map<String, String> environment;

    LocalProcessRunner(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ProcessResult run(ProcessRequest request) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(request.arguments());
        builder.directory(
                request.directory() == null
                        ? folder.toFile()
                        : folder.resolve(request.directory()).toFile());
        builder.environment().putAll(environment);
        builder.environment().putAll(request.environment());
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
            out.join();
            err.join();
            return new ProcessResult(process.exitValue(), output.text(), errors.text());
        } finally {
            if (process.isAlive()) {
                kill(process);
            }
        }
    }

    private static void feed(Process process, ProcessRequest request) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            if (request.input() != null) {
                in.write(request.input().reveal().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
            // A program that ended without reading its input says why by its exit code
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
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
