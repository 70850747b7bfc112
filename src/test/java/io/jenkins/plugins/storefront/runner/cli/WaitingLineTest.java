package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private Instant now = START;

    private final WaitingLine line = new WaitingLine(terminal, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private String shown() {
        String text = terminal.toString(StandardCharsets.UTF_8);
        terminal.reset();
        return text.replaceAll("\u001b\\[\\d*m", "").replace("\r\u001b[2K", "<erase>");
    }

    @Test
    void saysHowLongAStageHasBeenQuiet() {
        line.began("1", "Production", START);
        now = START.plusSeconds(12);
        line.tick();
        assertThat(shown()).isEqualTo("<erase>⋯ Production, 12 s");
    }

    @Test
    void namesTheInnermostStage() {
        line.began("1", "Outer", START);
        line.began("2", "Inner", START);
        now = START.plusSeconds(5);
        line.tick();
        assertThat(shown()).contains("⋯ Inner and 1 around it, 5 s");
        line.ended("2");
        line.tick();
        assertThat(shown()).contains("⋯ Outer, 5 s");
    }

    @Test
    void goesBeforeSomethingElseIsWritten() {
        line.began("1", "Production", START);
        now = START.plusSeconds(5);
        line.tick();
        shown();
        line.stream().println("pod ready");
        assertThat(shown()).isEqualTo("<erase>pod ready\n");
        line.stream().println("more");
        assertThat(shown()).isEqualTo("more\n");
    }

    @Test
    void keepsStillWhileThereIsOutputOrNothingToWaitFor() {
        now = START.plusSeconds(9);
        line.tick();
        line.began("1", "Production", START);
        line.stream().println("pod ready");
        now = now.plusSeconds(1);
        line.tick();
        line.ended("1");
        now = now.plusSeconds(60);
        line.tick();
        assertThat(shown()).isEqualTo("pod ready\n");
    }

    @Test
    void leavesALineAloneThatIsNotOverYet() {
        line.began("1", "Production", START);
        line.stream().print("Password: ");
        now = START.plusSeconds(30);
        line.tick();
        assertThat(shown()).isEqualTo("Password: ");
    }
}
