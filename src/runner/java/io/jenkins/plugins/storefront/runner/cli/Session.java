package io.jenkins.plugins.storefront.runner.cli;

import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import io.jenkins.plugins.storefront.runner.host.LocalRun;
import io.jenkins.plugins.storefront.runner.host.RunOptions;
import io.jenkins.plugins.storefront.runner.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import sun.misc.Signal;

/** One run at the terminal: its output, its questions, Ctrl-C, its report, its exit code. */
final class Session {
    private final Request request;

    /**
     * What to run and how.
     *
     * @param project folder that the Jenkinsfile belongs to
     * @param parameters as given on the command line
     * @param yes whether every question is answered with its first choice
     * @param colour whether a terminal may be shown colours
     * @param report where the report goes, or null for none
     * @param received hands the report what people received; called after the run
     * @param notices how long to wait at the end until notices are sent
     */
    record Request(
            Path project,
            ConfigFile config,
            Map<String, String> parameters,
            boolean yes,
            boolean colour,
            Path report,
            Consumer<Report> received,
            Duration notices) {}

    Session(Request request) {
        this.request = request;
    }

    /** Runs and returns the exit code. */
    int run(String text, String file) throws IOException, DeliveryException, InterruptedException {
        WaitingLine waiting =
                request.colour() && Terminal.supportsColour() ? new WaitingLine(System.out, Clock.systemUTC()) : null;
        Terminal terminal = new Terminal(waiting);
        TaskListener listener = terminal::out;
        Report report = new Report();
        RunOptions options = new RunOptions(
                request.project(),
                request.parameters(),
                request.config(),
                listener,
                List.of(terminal, report),
                new Questions(request.yes(), terminal.out())::ask,
                request.notices());
        ScheduledExecutorService ticks = ticking(waiting);
        try (LocalRun run = new LocalRun(options)) {
            abortOnInterrupt(run);
            Result result = run.run(text, file);
            ticks.shutdownNow();
            Throwable failure = run.vm().failure();
            if (failure != null) {
                System.err.println(run.mask().apply(Failures.describe(failure, file)));
                report.failure(run.mask().apply(String.valueOf(failure.getMessage())));
            }
            if (request.report() != null) {
                request.received().accept(report);
                report.write(
                        request.report(),
                        run.info(),
                        result.toString(),
                        run.clock().instant());
            }
            terminal.finished(result);
            return code(result);
        } finally {
            ticks.shutdownNow();
        }
    }

    private static ScheduledExecutorService ticking(WaitingLine waiting) {
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "waiting-line");
            thread.setDaemon(true);
            return thread;
        });
        if (waiting != null) {
            ticks.scheduleAtFixedRate(waiting::tick, 1, 1, TimeUnit.SECONDS);
        }
        return ticks;
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
