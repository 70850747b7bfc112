package io.jenkins.plugins.storefront.runner.report;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void samples() throws Exception {
        Path folder = Path.of("target/report-samples");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("released.html"), SampleRun.released().html("SUCCESS", 174));
        Files.writeString(folder.resolve("undone.html"), SampleRun.undone().html("FAILURE", 174));
        Files.writeString(folder.resolve("empty.html"), new SampleRun().html("SUCCESS", 0));
    }
}
