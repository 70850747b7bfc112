package io.jenkins.plugins.storefront.runner.cli;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import io.jenkins.plugins.storefront.runner.host.RunOptions;
import io.jenkins.plugins.storefront.runner.sandbox.Sandbox;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code storefront demo}: the example shop's release, in the sandbox, with its report. */
@Command(
        name = "demo",
        description = {
            "Releases the example shop in the sandbox: builds five images, rolls them out to a cluster, tells people on Slack and by"
                    + " mail, and writes a report. Nothing leaves this machine.",
            "With --fail the release after it goes wrong, and what served before is brought back."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final List<String> SERVICES = List.of("catalog", "cart", "checkout", "payment", "storefront");

    @Option(
            names = "--fail",
            paramLabel = "SERVICE[=HOW]",
            description = "Service whose new pods fail: " + "catalog, cart, checkout, payment or storefront."
                    + " HOW: crash (default), oom, pull, config, unready, unschedulable.")
    private String fail;

    @Option(names = "--declarative", description = "Run the declarative Jenkinsfile instead of the scripted one.")
    private boolean declarative;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Folder for the shop's copy and the report; it is made, and must be empty or a demo's"
                    + " (default: target/demo of the checkout).")
    private Path directory;

    @Option(names = "--no-color", description = "Plain output.")
    private boolean noColor;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            Failure failure = failure();
            DemoFolder folder = DemoFolder.prepare(directory);
            try (Sandbox sandbox = Sandbox.start(folder.sandbox())) {
                SandboxMessages messages = new SandboxMessages(sandbox);
                if (failure != null) {
                    System.out.println("First a release that goes well:");
                    int code = release(folder, sandbox, messages);
                    if (code != StorefrontCommand.SUCCESS) {
                        return code;
                    }
                    System.out.println();
                    System.out.println("Now one whose " + failure.service() + " fails (" + failure.how() + "):");
                    sandbox.cluster().behave(failure.service(), failure.how());
                    folder.change(failure.service());
                }
                int code = release(folder, sandbox, messages);
                System.out.println();
                System.out.println("Report: " + folder.report().toUri());
                return code;
            }
        } catch (DeliveryException e) {
            System.err.println("ERROR: " + e.getMessage());
            return StorefrontCommand.USAGE;
        }
    }

    private record Failure(String service, Behaviour how) {}

    private Failure failure() throws DeliveryException {
        if (fail == null) {
            return null;
        }
        String[] parts = fail.split("=", 2);
        if (!SERVICES.contains(parts[0])) {
            throw new DeliveryException(
                    "--fail: the shop has no service '" + parts[0] + "'; it has " + String.join(", ", SERVICES));
        }
        return new Failure(parts[0], parts.length == 1 ? Behaviour.CRASH : Behaviour.of(parts[1]));
    }

    private int release(DemoFolder folder, Sandbox sandbox, SandboxMessages messages)
            throws IOException, DeliveryException, InterruptedException {
        Path jenkinsfile = folder.shop().resolve(declarative ? "Jenkinsfile.declarative" : "Jenkinsfile");
        String host = sandbox.registry().host();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("REGISTRY", host);
        parameters.put("BASE", host + "/base/java:17");
        parameters.put("NODE_BASE", host + "/base/node:18");
        return new Session(new Session.Request(
                        folder.shop(),
                        sandbox.over(ConfigFile.read(folder.shop().resolve("config.yaml"))),
                        parameters,
                        true,
                        !noColor,
                        folder.report(),
                        messages,
                        RunOptions.NOTICES))
                .run(
                        Files.readString(jenkinsfile, StandardCharsets.UTF_8),
                        jenkinsfile.getFileName().toString());
    }
}
