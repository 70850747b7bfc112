package io.jenkins.plugins.storefront.runner.declarative;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.runner.declarative.run.DeclarativeHost.Change;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the commits that {@code when { changelog … }} and {@code changeset} look at, by {@code git} in the workspace. */
public final class GitChanges {
    /** One commit each: this, its message, {@link #MESSAGE_END}, its paths, each ended by NUL. */
    private static final String COMMIT = "\u001e";

    private static final String MESSAGE_END = "\u001f";

    private final ProcessRunner processes;

    public GitChanges(ProcessRunner processes) {
        this.processes = processes;
    }

    /**
     * The commits from {@code base} to what is checked out, newest first.
     *
     * @param base commit of the last run, or null: then all that the remote's default branch does not have
     * @throws DeliveryException if there is no repository, no such commit or no remote
     */
    public List<Change> since(String base) throws DeliveryException, InterruptedException {
        String from = base != null ? base : "origin/HEAD";
        ProcessResult log = git("log", "-z", "--name-only", "--no-color", "--format=%x1e%B%x1f", from + "..HEAD");
        if (!log.succeeded()) {
            throw new DeliveryException("Cannot tell which commits are new since " + from + ": "
                    + log.errors().lines().findFirst().orElse("git failed")
                    + (base == null ? "; set the default branch with 'git remote set-head origin --auto'" : ""));
        }
        List<Change> changes = new ArrayList<>();
        for (String commit : log.output().split(COMMIT)) {
            int end = commit.indexOf(MESSAGE_END);
            if (end >= 0) {
                List<String> paths = Arrays.stream(commit.substring(end + 1).split("\0"))
                        .map(String::strip)
                        .filter(path -> !path.isEmpty())
                        .toList();
                changes.add(new Change(commit.substring(0, end).strip(), paths));
            }
        }
        return changes;
    }

    private ProcessResult git(String... arguments) throws DeliveryException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        try {
            return processes.run(ProcessRequest.of(command).within(Duration.ofSeconds(30)));
        } catch (IOException e) {
            throw new DeliveryException("Cannot tell which commits are new: " + e.getMessage(), e);
        }
    }
}
