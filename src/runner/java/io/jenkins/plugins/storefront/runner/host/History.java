package io.jenkins.plugins.storefront.runner.host;

import hudson.model.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the run before this one left behind: its result and the commit that it was of, one line each in {@code ended}. */
final class History {
    private static final String FILE = "ended";

    private final Path runs;
    private final int number;

    History(Path runs, int number) {
        this.runs = runs;
        this.number = number;
    }

    void ended(Result result, String commit) throws IOException {
        Files.writeString(
                runs.resolve(Integer.toString(number)).resolve(FILE),
                result + "\n" + (commit == null ? "" : commit) + "\n");
    }

    Optional<Result> previousResult() {
        return previous().map(lines -> Result.fromString(lines.get(0)));
    }

    Optional<String> previousCommit() {
        return previous()
                .filter(lines -> lines.size() > 1 && !lines.get(1).isBlank())
                .map(lines -> lines.get(1));
    }

    /** The commit of a run that ended. */
    static Optional<String> commit(Path runs, int number) {
        try {
            return Files.readAllLines(runs.resolve(Integer.toString(number)).resolve(FILE)).stream()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // killed
        }
    }

    /** Of the last run that ended; one that was killed left nothing. */
    private Optional<List<String>> previous() {
        for (int before = number - 1; before > 0; before--) {
            Path file = runs.resolve(Integer.toString(before)).resolve(FILE);
            if (Files.exists(file)) {
                try {
                    return Optional.of(Files.readAllLines(file)).filter(lines -> !lines.isEmpty());
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
