package io.jenkins.plugins.storefront.delivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileReleaseBookTest {
    @TempDir
    private Path folder;

    @Test
    void isReadBackAtEveryPointByANewProcess() throws Exception {
        FileReleaseBook book = FileReleaseBook.open(folder);
        for (DeliveryEvent event : ReleaseFixtures.undoneRelease()) {
            book.publish(event);
            assertThat(FileReleaseBook.open(folder).current()).isEqualTo(book.current());
        }
        assertThat(book.current().notices()).hasSize(2);
    }

    @Test
    void writesNothingForEventsThatChangeNothing() throws Exception {
        FileReleaseBook.open(folder).publish(new Remark(ReleaseFixtures.T, false, "docker", "not used"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void keepsATextAndReplacesItWhole() throws Exception {
        FileReleaseBook book = FileReleaseBook.open(folder);
        book.keep("undo-r1", "first, and longer");
        book.keep("undo-r1", "second");
        assertThat(FileReleaseBook.open(folder).kept("undo-r1")).contains("second");
        assertThat(book.kept("undo-r2")).isEmpty();
    }

    @Test
    void recordsWhatSeveralBranchesTellAtOnce() throws Exception {
        FileReleaseBook book = FileReleaseBook.open(folder);
        try (Stream<Integer> branches = IntStream.range(0, 40).boxed().parallel()) {
            branches.forEach(i -> book.publish(
                    new NoticeFailed(ReleaseFixtures.T, "n" + i, "mail", "team@example.com", "550 no such user")));
        }
        assertThat(FileReleaseBook.open(folder).current().notices()).hasSize(40);
        assertThat(FileReleaseBook.open(folder).current()).isEqualTo(book.current());
    }

    @Test
    void refusesToOpenABookThatIsDamaged() throws Exception {
        Files.writeString(folder.resolve("release.json"), "{\"images\":[");
        assertThatThrownBy(() -> FileReleaseBook.open(folder))
                .isInstanceOf(DeliveryException.class)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escape", "a/b", "", ".hidden", "a\u0000b"})
    void refusesNamesThatLeaveTheFolder(String name) throws Exception {
        FileReleaseBook book = FileReleaseBook.open(folder);
        assertThatIllegalArgumentException().isThrownBy(() -> book.keep(name, "x"));
    }
}
