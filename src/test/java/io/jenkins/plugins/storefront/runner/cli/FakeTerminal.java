package io.jenkins.plugins.storefront.runner.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stands in for the terminal at which {@code storefront} is called, for one test. */
final class FakeTerminal implements BeforeEachCallback, AfterEachCallback {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;

    @Override
    public void beforeEach(ExtensionContext test) {
        PrintStream captured = new PrintStream(shown, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        System.setErr(captured);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    /** {@code storefront} with these arguments; its exit code. */
    int call(String... arguments) {
        return StorefrontCommand.commandLine().execute(arguments);
    }

    /** {@code storefront run} of this Jenkinsfile, written into that project; its exit code. */
    int run(Path project, String jenkinsfile) throws IOException {
        return call(
                "run",
                Files.writeString(project.resolve("Jenkinsfile"), jenkinsfile).toString());
    }

    /** All that was shown since the beginning, or since it was cleared. */
    String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    void clear() {
        shown.reset();
    }
}
