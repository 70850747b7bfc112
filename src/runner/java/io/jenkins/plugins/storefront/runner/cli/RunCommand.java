package io.jenkins.plugins.storefront.runner.cli;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import io.jenkins.plugins.storefront.runner.report.Report;
import io.jenkins.plugins.storefront.runner.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code storefront run}: one Jenkinsfile, from start to exit code. */
@Command(
        name = "run",
        description = "Runs a Jenkinsfile. Exit code: 0 success, 1 failure, 2 wrong usage, 3 unstable, 130 aborted.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "JENKINSFILE",
            defaultValue = "Jenkinsfile",
            description = "File to run (default: ${DEFAULT-VALUE}).")
    private Path jenkinsfile;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            description = "A parameter of the Jenkinsfile; may be given several times.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Clusters, registries, connections and credentials (default: config.yaml beside the"
                    + " Jenkinsfile, where it exists).")
    private Path config;

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "DIR",
            description = "Folder to work in (default: that of the Jenkinsfile).")
    private Path workspace;

    @Option(
            names = {"-y", "--yes"},
            description = "Answer every question of the Jenkinsfile with its first choice.")
    private boolean yes;

    @Option(
            names = {"-s", "--sandbox"},
            description = "Put a cluster, a Slack workspace and a mail server of this process in the place of all that"
                    + " the configuration names, under the same names. An image registry is at"
                    + " env.STOREFRONT_SANDBOX_REGISTRY.")
    private boolean sandbox;

    @Option(
            names = {"-r", "--report"},
            paramLabel = "FILE",
            description = "Write a report of the run, one HTML page.")
    private Path report;

    @Option(
            names = "--wait-for-notices",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "Wait at most so long at the end until notices are sent (default: ${DEFAULT-VALUE}).")
    private int notices;

    @Option(names = "--no-color", description = "Plain output.")
    private boolean noColor;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            if (!Files.isRegularFile(jenkinsfile)) {
                throw new DeliveryException("there is no file " + jenkinsfile + "; name the Jenkinsfile to run");
            }
            Path project = workspace != null
                    ? workspace.toAbsolutePath().normalize()
                    : jenkinsfile.toAbsolutePath().normalize().getParent();
            return sandbox ? inSandbox(project) : run(project, settings(project), none -> {});
        } catch (DeliveryException e) {
            System.err.println("ERROR: " + e.getMessage());
            return StorefrontCommand.USAGE;
        } catch (CharacterCodingException e) {
            System.err.println("ERROR: " + jenkinsfile + " is not UTF-8 text");
            return StorefrontCommand.USAGE;
        }
    }

    private int inSandbox(Path project) throws IOException, InterruptedException, DeliveryException {
        Path folder = Files.createTempDirectory("storefront-sandbox");
        try (Sandbox place = Sandbox.start(folder)) {
            parameters.putIfAbsent(
                    "STOREFRONT_SANDBOX_REGISTRY", place.registry().host());
            return run(project, place.over(settings(project)), new SandboxMessages(place));
        } finally {
            FileUtils.deleteQuietly(folder.toFile());
        }
    }

    private int run(Path project, ConfigFile settings, Consumer<Report> received)
            throws IOException, InterruptedException, DeliveryException {
        return new Session(new Session.Request(
                        project, settings, parameters, yes, !noColor, report, received, Duration.ofSeconds(notices)))
                .run(
                        Files.readString(jenkinsfile, StandardCharsets.UTF_8),
                        jenkinsfile.getFileName().toString());
    }

    private ConfigFile settings(Path project) throws DeliveryException {
        if (config != null) {
            return ConfigFile.read(config);
        }
        Path beside = project.resolve("config.yaml");
        return Files.exists(beside) ? ConfigFile.read(beside) : ConfigFile.empty();
    }
}
