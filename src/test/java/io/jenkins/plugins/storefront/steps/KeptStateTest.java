package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStateTest {
    private TestDelivery run;

    @BeforeEach
    void start(@TempDir Path project) throws Exception {
        run = new TestDelivery(project, new Settings(List.of(), List.of(), List.of(), List.of(), List.of()), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
    }

    private KeptState state(String key) {
        return new KeptState(run.context(), key);
    }

    @Test
    void whatWasWrittenLastIsReadByWhoeverComesAfterwards() throws Exception {
        KeptState first = state("a");
        assertThat(first.isWritten()).isFalse();
        first.write("one");
        first.write("two");
        assertThat(first.isWritten()).isTrue();
        KeptState next = state("a");
        assertThat(next.read("of an earlier version")).isEqualTo("two");
        assertThat(next.isWritten()).isTrue();
    }

    @Test
    void whatAnEarlierVersionWroteCountsWhereNothingWasWrittenSince() throws Exception {
        state("b").write("of another wait");
        assertThat(state("a").read("of an earlier version")).isEqualTo("of an earlier version");
        assertThat(state("a").read(null)).isNull();
    }

    @Test
    void noFileShowsWhatAStateHolds() throws Exception {
        state("a").write("{\"verdict\": \"of-the-customer\"}");
        try (Stream<Path> files = Files.walk(run.folder())) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).anyMatch(one -> one.getFileName().toString().equals("state-a"));
            for (Path one : all) {
                assertThat(Files.readString(one)).doesNotContain("of-the-customer");
            }
        }
    }
}
