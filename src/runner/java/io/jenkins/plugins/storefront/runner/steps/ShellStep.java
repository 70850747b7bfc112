package io.jenkins.plugins.storefront.runner.steps;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import io.jenkins.plugins.storefront.delivery.process.LineCapture;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code sh}: a script in a file, run by {@code sh -xe} or its own {@code #!}, killed with its children on abort. */
final class ShellStep {
    private static final int OUTPUT_LIMIT = 16 << 20;

    private ShellStep() {}

    static BuiltIn step() {
        return BuiltIn.step("sh")
                .needs("script", String.class)
                .takes("returnStdout", Boolean.class)
                .takes("returnStatus", Boolean.class)
                .takes("label", String.class)
                .takes("encoding", String.class)
                .does(ShellStep::run);
    }

    private static void run(Call call) throws Exception {
        RunServices run = call.here(RunServices.class);
        Path file = Files.createTempFile(run.temporary(), "script", ".sh");
        Files.writeString(file, call.text("script"));
        boolean own = call.text("script").startsWith("#!");
        file.toFile().setExecutable(true, true);
        ProcessBuilder builder =
                own ? new ProcessBuilder(file.toString()) : new ProcessBuilder("sh", "-xe", file.toString());
        Files.createDirectories(call.folder());
        builder.directory(call.folder().toFile());
        builder.environment().putAll(call.environment());
        builder.redirectErrorStream(
                !call.flag("returnStdout")); // one stream, so that the log is in the order of writing
        PrintStream log = call.here(TaskListener.class).getLogger();
        Tail tail = new Tail();
        LineCapture captured = LineCapture.first(OUTPUT_LIMIT, line -> {
            if (!call.flag("returnStdout")) {
                log.println(tail.kept(run.mask().apply(line)));
            }
        });
        LineCapture errors =
                LineCapture.last(1, line -> log.println(tail.kept(run.mask().apply(line))));
        Process process = builder.start();
        process.getOutputStream().close();
        Future<?> reader = run.pool().submit(() -> copy(process.getErrorStream(), errors));
        AtomicBoolean stopped = new AtomicBoolean();
        Future<?> waiter = run.pool().submit(() -> {
            copy(process.getInputStream(), captured);
            if (!stopped.get()) {
                finish(call, process, reader, captured.text(), tail);
            }
        });
        call.whenStopped(cause -> {
            stopped.set(true); // the exit code of a killed script is not what the step ends with
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            waiter.cancel(true);
        });
    }

    private static void finish(Call call, Process process, Future<?> errors, String output, Tail tail) {
        try {
            int code = process.waitFor();
            errors.get();
            if (call.flag("returnStatus")) {
                call.context().onSuccess(code);
            } else if (code != 0) {
                RunServices run = call.here(RunServices.class);
                AbortException why = new AbortException("script returned exit code " + code);
                run.failed(why, tail.excerpt(run.clock().instant()));
                call.context().onFailure(why);
            } else {
                call.context().onSuccess(call.flag("returnStdout") ? output : null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            call.context().onFailure(e);
        }
    }

    /** The last lines that a script wrote. */
    private static final class Tail {
        private static final int MOST = 400;

        private final Deque<String> lines = new ArrayDeque<>();
        private int skipped;

        synchronized String kept(String line) {
            lines.add(line);
            if (lines.size() > MOST) {
                lines.remove();
                skipped++;
            }
            return line;
        }

        synchronized LogExcerpt excerpt(Instant at) {
            return LogExcerpt.of("sh", new ArrayList<>(lines), skipped, at);
        }
    }

    private static void copy(InputStream from, LineCapture to) {
        try (from;
                to) {
            from.transferTo(to);
        } catch (IOException e) {
            // The stream of a killed program ends this way; its exit code says what happened
            to.write("\n".getBytes(StandardCharsets.UTF_8), 0, 0);
        }
    }
}
