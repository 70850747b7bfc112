package io.jenkins.plugins.storefront.runner.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunnerContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessRunnerTest extends ProcessRunnerContract {
    @TempDir
    private Path folder;

    @Override
    protected ProcessRunner runner(String variable, String value) {
        return new LocalProcessRunner(folder, Map.of(variable, value), Duration.ofMillis(500));
    }

    @Override
    protected String folder() {
        return folder.toString();
    }

    @Test
    void forcesWhatDoesNotEndWhenAsked() throws Exception {
        BlockingQueue<String> pid = new LinkedBlockingQueue<>();
        ProcessRequest request = ProcessRequest.of(
                        "sh", "-c", "sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' & wait")
                .within(Duration.ofSeconds(1))
                .eachLine(pid::add);
        assertThatThrownBy(() -> new LocalProcessRunner(folder, Map.of(), Duration.ofMillis(100)).run(request))
                .hasMessage("sh was killed after 1 s");
        Long child = Long.valueOf(pid.take());
        await().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }
}
