package io.jenkins.plugins.storefront.runner.cli;

import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import io.jenkins.plugins.storefront.runner.host.LocalRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import sun.misc.Signal;

/** One run at the terminal: its output, its questions, Ctrl-C, its exit code. */
final class Session {
    private final Path project;
    private final ConfigFile config;
    private final Map<String, String> parameters;
    private final boolean yes;
    private final Terminal terminal;

    Session(Path project, ConfigFile config, Map<String, String> parameters, boolean yes, boolean colour) {
        this.project = project;
        this.config = config;
        this.parameters = parameters;
        this.yes = yes;
        this.terminal = new Terminal(System.out, colour && Terminal.supportsColour());
    }

    /** Runs and returns the exit code. */
    int run(String text, String file) throws IOException, DeliveryException, InterruptedException {
        PrintStream out = System.out;
        TaskListener listener = () -> out;
        LocalRun.Options options = new LocalRun.Options(
                project, parameters, config, listener, List.of(terminal), new Questions(yes, out)::ask);
        try (LocalRun run = new LocalRun(options)) {
            abortOnInterrupt(run);
            Result result = run.run(text, file);
            Throwable failure = run.vm().failure();
            if (failure != null) {
                System.err.println(Failures.describe(failure, file));
            }
            terminal.finished(result);
            return code(result);
        }
    }

    /** The first Ctrl-C aborts as Jenkins would; the second ends at once. */
    private static void abortOnInterrupt(LocalRun run) {
        boolean[] again = new boolean[1];
        Signal.handle(new Signal("INT"), signal -> {
            if (again[0]) {
                Runtime.getRuntime().halt(StorefrontCommand.ABORTED);
            }
            again[0] = true;
            System.err.println("Aborting; press Ctrl-C again to end at once");
            run.vm().abort(new FlowInterruptedException(Result.ABORTED, true, new AbortedByUser()));
        });
    }

    private static int code(Result result) {
        if (result == Result.SUCCESS) {
            return StorefrontCommand.SUCCESS;
        } else if (result == Result.UNSTABLE) {
            return StorefrontCommand.UNSTABLE;
        }
        return result == Result.ABORTED ? StorefrontCommand.ABORTED : StorefrontCommand.FAILURE;
    }

    /** As Jenkins' UserInterruption. */
    private static final class AbortedByUser extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Aborted by " + System.getProperty("user.name");
        }
    }
}
