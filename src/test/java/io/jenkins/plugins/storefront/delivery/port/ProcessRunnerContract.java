package io.jenkins.plugins.storefront.delivery.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the engine relies on when it starts programs, on whichever host; the host is a Unix. */
@Timeout(60)
public abstract class ProcessRunnerContract {
    /** A runner in {@link #folder}, whose workspace has this variable besides those of the machine. */
    protected abstract ProcessRunner runner(String variable, String value) throws Exception;

    /** A folder, empty at first. */
    protected abstract String folder();

    private ProcessRunner runner() throws Exception {
        return runner("OF_THE_WORKSPACE", "yes");
    }

    private static ProcessRequest shell(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        return ProcessRequest.of(command);
    }

    @Test
    void passesArgumentsOnUnaltered() throws Exception {
        ProcessResult result = runner().run(shell(
                "for one; do printf '[%s]' \"$one\"; done",
                "a b", "", "it's \"quoted\"", "two\nlines", "$HOME `id` ; * \\ %s", "größe"));
        assertThat(result.output()).isEqualTo("[a b][][it's \"quoted\"][two\nlines][$HOME `id` ; * \\ %s][größe]");
    }

    @Test
    void givesExitCodeAndBothStreams() throws Exception {
        ProcessResult result = runner().run(shell("echo out; echo err >&2; exit 3"));
        assertThat(result).isEqualTo(new ProcessResult(3, "out\n", "err\n"));
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void tellsEachLineOfBothStreams() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        runner().run(shell("echo one; echo two >&2; printf three").eachLine(lines::add));
        assertThat(lines).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void addsTheRequestsVariablesToThoseOfTheWorkspace() throws Exception {
        ProcessRequest request = shell("echo $OF_THE_WORKSPACE $OF_THE_REQUEST").with(Map.of("OF_THE_REQUEST", "a b"));
        assertThat(runner().run(request).output()).isEqualTo("yes a b\n");
    }

    @Test
    void runsInTheFolderOrInOneOfItsOwn() throws Exception {
        assertThat(runner().run(shell("mkdir -p sub; pwd")).output()).isEqualTo(folder() + "\n");
        assertThat(runner().run(shell("pwd").in("sub")).output()).isEqualTo(folder() + "/sub\n");
    }

    @Test
    void givesTheInputAndEndsIt() throws Exception {
        assertThat(runner().run(ProcessRequest.of("cat").reading(Secret.of("größe\n")))
                        .output())
                .isEqualTo("größe\n");
        assertThat(runner().run(ProcessRequest.of("cat")).output()).isEmpty();
    }

    @Test
    void takesAProgramThatDoesNotReadItsInput() throws Exception {
        assertThat(runner().run(shell("exit 4").reading(Secret.of("x".repeat(1 << 20))))
                        .exitCode())
                .isEqualTo(4);
    }

    @Test
    void keepsNoMoreOutputThanItShould() throws Exception {
        ProcessResult result = runner().run(shell("head -c 3000000 /dev/zero | tr '\\0' x; echo end >&2"));
        assertThat(result.output()).hasSize(ProcessRequest.CAPTURE_LIMIT);
        assertThat(result.errors()).isEqualTo("end\n");
    }

    @Test
    void namesAProgramThatIsNotThere() {
        assertThatThrownBy(() -> runner().run(ProcessRequest.of("no-such-program-here", "x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program-here");
    }

    @Test
    void looksForProgramsOnThePathOfTheWorkspace() throws Exception {
        runner().run(shell("mkdir tools; printf '#!/bin/sh\necho mine $1\n' > tools/docker; chmod +x tools/docker"));
        ProcessRunner runner = runner("PATH", folder() + "/tools:" + System.getenv("PATH"));
        assertThat(runner.run(ProcessRequest.of("docker", "push")).output()).isEqualTo("mine push\n");
    }

    private static final String WITH_A_CHILD = "sleep 600 & echo $!; wait";

    private static void awaitEndOf(String pid) {
        await().atMost(Duration.ofSeconds(20)).until(() -> ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    @Test
    void killsAProgramWithItsChildrenWhenItsTimeIsOver() throws Exception {
        BlockingQueue<String> pid = new LinkedBlockingQueue<>();
        ProcessRequest request =
                shell(WITH_A_CHILD).within(Duration.ofSeconds(1)).eachLine(pid::add);
        assertThatThrownBy(() -> runner().run(request))
                .isInstanceOf(IOException.class)
                .hasMessage("sh was killed after 1 s");
        awaitEndOf(pid.take());
    }

    @Test
    void killsAProgramWithItsChildrenWhenInterrupted() throws Exception {
        BlockingQueue<String> pid = new LinkedBlockingQueue<>();
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                runner().run(shell(WITH_A_CHILD).eachLine(pid::add));
            } catch (Throwable e) {
                ended.set(e);
            }
        });
        waiting.start();
        String child = pid.poll(20, TimeUnit.SECONDS);
        waiting.interrupt();
        waiting.join();
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        awaitEndOf(child);
    }

    @Test
    void doesNotWaitForWhatAProgramLeavesBehind() throws Exception {
        ProcessResult result = runner().run(shell("sleep 600 & echo $!"));
        assertThat(result.exitCode()).isZero();
        String pid = result.output().trim();
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
}
