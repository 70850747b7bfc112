package io.jenkins.plugins.storefront.host;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.process.LineCapture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts programs through the step's {@link Launcher}, so decorators ({@code docker.inside}, {@code container}) apply. The command
 * line is not echoed: events tell what is done.
 */
final class JenkinsProcessRunner implements ProcessRunner {
    /** Exit code of {@code env} where it finds no such program (POSIX, env utility). */
    private static final int ENV_FOUND_NOTHING = 127;

    private final Launcher launcher;
    private final FilePath folder;
    private final Map<String, String> environment;

    JenkinsProcessRunner(Launcher launcher, FilePath folder, Map<String, String> environment) {
        this.launcher = launcher;
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ProcessResult run(ProcessRequest request) throws IOException, InterruptedException {
        return LostAgent.watched(new JenkinsWorkspace(folder).describe(), () -> runThere(request));
    }

    private ProcessResult runThere(ProcessRequest request) throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(request.environment());
        folder.mkdirs(); // a new workspace is a name until something is put there
        try (LineCapture output = LineCapture.first(ProcessRequest.CAPTURE_LIMIT, request.lineListener());
                LineCapture errors = LineCapture.last(ProcessRequest.CAPTURE_LIMIT, request.lineListener())) {
            Launcher.ProcStarter starter = launcher.launch()
                    .cmds(command(request.arguments()))
                    .envs(variables)
                    .pwd(request.directory() == null ? folder : folder.child(request.directory()))
                    .stdout(output)
                    .stderr(errors)
                    .quiet(true);
            if (request.input() != null) {
                starter.stdin(new ByteArrayInputStream(request.input().reveal().getBytes(StandardCharsets.UTF_8)));
            }
            int code = join(starter.start(), request);
            output.close();
            errors.close();
            if (code == ENV_FOUND_NOTHING && errors.text().startsWith("env: ")) {
                throw new IOException("there is no program '"
                        + request.arguments().get(0) + "' on the PATH " + variables.get("PATH"));
            }
            return new ProcessResult(code, output.text(), errors.text());
        }
    }

    /**
     * Lets {@code env} (POSIX) look the program up on the steps' PATH, wherever the launcher runs it: Java would look on the agent's
     * own, which {@code withEnv} and {@code tools} do not change.
     */
    private List<String> command(List<String> arguments) {
        if (!launcher.isUnix() || arguments.get(0).contains("/")) {
            return arguments;
        }
        List<String> command = new ArrayList<>(arguments);
        command.add(0, "env");
        return command;
    }

    /** Waits for the end; a time limit or an interrupt kills the program on its agent. */
    private static int join(Proc process, ProcessRequest request) throws IOException, InterruptedException {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> limit = StorefrontPool.get()
                .schedule(
                        () -> {
                            late.set(true);
                            kill(process);
                        },
                        request.timeout());
        try {
            int code = process.join();
            if (late.get()) {
                throw new IOException(request.arguments().get(0) + " was killed after "
                        + request.timeout().toSeconds() + " s");
            }
            return code;
        } catch (InterruptedException e) {
            kill(process);
            throw e;
        } finally {
            limit.cancel(false);
        }
    }

    private static void kill(Proc process) {
        try {
            process.kill();
        } catch (IOException e) {
            java.util.logging.Logger.getLogger(JenkinsProcessRunner.class.getName())
                    .log(java.util.logging.Level.FINE, "A program could not be killed; its agent is probably gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
