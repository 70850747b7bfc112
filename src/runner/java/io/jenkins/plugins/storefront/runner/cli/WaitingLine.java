package io.jenkins.plugins.storefront.runner.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A terminal's output with a last line that says what is being waited for and how long already; it is there only while nothing else is
 * written. Thread-safe.
 */
final class WaitingLine {
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final String ERASE = "\r\u001b[2K";

    private final OutputStream terminal;
    private final Clock clock;
    private final PrintStream stream;
    private final List<Stage> open = new ArrayList<>();
    private Instant written;
    private boolean shown;
    private boolean atLineStart = true;

    private record Stage(String id, String name, Instant since) {}

    WaitingLine(OutputStream terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.written = clock.instant();
        this.stream = new PrintStream(
                new FilterOutputStream(terminal) {
                    @Override
                    public void write(int b) throws IOException {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        pass(bytes, offset, length);
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }

    /** Where everything else is to be written. */
    PrintStream stream() {
        return stream;
    }

    synchronized void began(String id, String name, Instant at) {
        open.add(new Stage(id, name, at));
    }

    synchronized void ended(String id) {
        open.removeIf(stage -> stage.id().equals(id));
    }

    /** To be called about once a second. */
    synchronized void tick() {
        Instant now = clock.instant();
        if (open.isEmpty() || !atLineStart || Duration.between(written, now).compareTo(QUIET) < 0) {
            return;
        }
        Stage innermost = open.get(open.size() - 1);
        String more = open.size() == 1 ? "" : " and " + (open.size() - 1) + " around it";
        write(ERASE + "\u001b[90m⋯ " + innermost.name() + more + ", "
                + Duration.between(innermost.since(), now).toSeconds() + " s\u001b[0m");
        shown = true;
    }

    private synchronized void pass(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        clear();
        terminal.write(bytes, offset, length);
        terminal.flush();
        atLineStart = bytes[offset + length - 1] == '\n';
        written = clock.instant();
    }

    /** Takes the line away, before somebody else uses the terminal. */
    synchronized void clear() {
        if (shown) {
            write(ERASE);
            shown = false;
        }
    }

    private void write(String text) {
        try {
            terminal.write(text.getBytes(StandardCharsets.UTF_8));
            terminal.flush();
        } catch (IOException closed) {
            // Nobody looks any longer; the run goes on
            open.clear();
        }
    }
}
