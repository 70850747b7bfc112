package io.jenkins.plugins.storefront.runner.declarative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.runner.declarative.run.DeclarativeHost.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real git repository. */
class GitChangesTest {
    @TempDir
    private Path folder;

    private GitChanges changes;

    @BeforeEach
    void initialise() throws Exception {
        changes = new GitChanges(this::run);
        git("init", "--quiet");
        commit("first", "README.md");
    }

    @Test
    void givesMessagesAndPathsOfTheNewCommits() throws Exception {
        commit("Fix the cart\n\nIt was broken.", "cart/Main.java", "cart/a b.txt");
        commit("Document it", "README.md");
        assertThat(changes.since("HEAD~2"))
                .containsExactly(
                        new Change("Document it", List.of("README.md")),
                        new Change("Fix the cart\n\nIt was broken.", List.of("cart/Main.java", "cart/a b.txt")));
    }

    @Test
    void givesNothingWhereNothingIsNew() throws Exception {
        assertThat(changes.since("HEAD")).isEmpty();
    }

    @Test
    void comparesWithTheRemotesDefaultBranchWithoutABase() throws Exception {
        git("update-ref", "refs/remotes/origin/main", "HEAD");
        git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        commit("Mine", "mine.txt");
        assertThat(changes.since(null)).containsExactly(new Change("Mine", List.of("mine.txt")));
    }

    @Test
    void saysWhatToDoWithoutARemote() {
        assertThatThrownBy(() -> changes.since(null))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("Cannot tell which commits are new since origin/HEAD: ")
                .hasMessageEndingWith("; set the default branch with 'git remote set-head origin --auto'");
    }

    private void commit(String message, String... paths) throws Exception {
        for (String path : paths) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, message + path);
        }
        git("add", ".");
        git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", message);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessResult result = run(ProcessRequest.of(command));
        assertThat(result.succeeded()).as(result.errors()).isTrue();
    }

    private ProcessResult run(ProcessRequest request) throws IOException, InterruptedException {
        Path errors = Files.createTempFile(folder.getParent(), "git", ".err");
        Process process = new ProcessBuilder(request.arguments())
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ProcessResult(process.waitFor(), output, Files.readString(errors));
    }
}
