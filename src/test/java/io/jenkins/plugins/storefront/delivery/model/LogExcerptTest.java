package io.jenkins.plugins.storefront.delivery.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogExcerptTest {
    private static List<String> lines(int count) {
        return new ArrayList<>(
                IntStream.rangeClosed(1, count).mapToObj(line -> "line " + line).toList());
    }

    @Test
    void takesTwentyLinesBeforeAndAfterTheLastThatTells() {
        List<String> log = lines(200);
        log.set(29, "ERROR an early one");
        log.set(99, "[ERROR] it does not compile");
        LogExcerpt excerpt = LogExcerpt.of("sh", log, 0, null);
        assertThat(excerpt.lines()).hasSize(41).startsWith("line 80").endsWith("line 120");
        assertThat(excerpt.lines().get(20)).isEqualTo("[ERROR] it does not compile");
        assertThat(excerpt.firstLine()).isEqualTo(80);
    }

    @Test
    void takesTheEndWhereNoLineTells() {
        LogExcerpt excerpt = LogExcerpt.of("sh", lines(200), 1000, null);
        assertThat(excerpt.lines()).hasSize(21).endsWith("line 200");
        assertThat(excerpt.firstLine()).isEqualTo(1180);
    }

    @Test
    void isEmptyOfAnEmptyLogAndCutsLongLines() {
        assertThat(LogExcerpt.of("sh", List.of(), 0, null).lines()).isEmpty();
        assertThat(LogExcerpt.of("sh", List.of("z".repeat(4000)), 0, null)
                        .lines()
                        .get(0))
                .hasSize(501)
                .endsWith("…");
    }
}
