package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceLost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds with a program of the agent, called by argument vectors. Logins, secrets and certificates are files in a folder of this build
 * alone, readable by nobody else and removed afterwards; none of them is in an argument or a variable.
 */
abstract class CommandLineBackEnd implements ImageBackEnd {
    /** How long a program may take to say what it is. */
    private static final Duration PROBE = Duration.ofSeconds(30);

    private static final String IMAGE_ID = "image-id";

    private final DeliveryContext delivery;
    private final String program;

    CommandLineBackEnd(DeliveryContext delivery, String program) {
        this.delivery = delivery;
        this.program = program;
    }

    /** The program's words that build and tag, up to the options that all builders share. */
    abstract List<String> buildCommand(BuildJob job, BuildFolder folder);

    /** Pushes what was built; does nothing where building pushed already. */
    abstract void push(BuildJob job, BuildFolder folder) throws DeliveryException, IOException, InterruptedException;

    /** Takes back what only this build needed, however it ended. */
    void clean(BuildJob job, BuildFolder folder) throws DeliveryException, IOException, InterruptedException {}

    /** Whether the program can tell the image's id. */
    boolean writesId(BuildJob job) {
        return true;
    }

    /** Variables of every call. */
    abstract Map<String, String> variables(BuildFolder folder);

    /** Options that say where a secret is. */
    abstract String secretOption(String id, String path);

    @Override
    public final String build(BuildJob job) throws DeliveryException, IOException, InterruptedException {
        try (BuildFolder folder = BuildFolder.make(delivery, job)) {
            List<String> command = new ArrayList<>(buildCommand(job, folder));
            shared(job, folder, command);
            try {
                call(job, folder, command, "build");
                String id = writesId(job) ? folder.read(IMAGE_ID) : "";
                if (job.request().push()) {
                    push(job, folder);
                }
                return id;
            } finally {
                clean(job, folder);
            }
        }
    }

    private void shared(BuildJob job, BuildFolder folder, List<String> command) {
        ImageBuildRequest request = job.request();
        ImageBuildRequest.Docker docker = request.docker();
        String file = folder.dockerfile();
        if (file != null) {
            command.addAll(List.of("--file", file));
        }
        if (docker.target() != null) {
            command.addAll(List.of("--target", docker.target()));
        }
        docker.buildArgs().forEach((name, value) -> command.addAll(List.of("--build-arg", name + "=" + value)));
        job.labels().forEach((name, value) -> command.addAll(List.of("--label", name + "=" + value)));
        docker.secrets()
                .keySet()
                .forEach(id -> command.addAll(List.of("--secret", secretOption(id, folder.secret(id)))));
        docker.ssh()
                .keySet()
                .forEach(id -> command.addAll(List.of("--ssh", folder.hasKey(id) ? id + "=" + folder.key(id) : id)));
        if (docker.noCache()) {
            command.add("--no-cache");
        }
        // Never a URL, however the folder is called: a builder would fetch that
        String context = docker.context().equals(".") ? "." : "./" + docker.context();
        if (writesId(job)) {
            command.addAll(List.of("--iidfile", folder.path(IMAGE_ID)));
        }
        command.addAll(List.of("--", context));
    }

    final DeliveryContext delivery() {
        return delivery;
    }

    /** Asks the program what it is; empty output where it cannot be started or fails. */
    final ProcessResult ask(List<String> arguments) throws DeliveryException, IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        try {
            return delivery.processes().run(ProcessRequest.of(command).within(PROBE));
        } catch (WorkspaceLost e) {
            throw e;
        } catch (IOException e) {
            return new ProcessResult(-1, "", "there is no " + program + " there");
        }
    }

    /** Runs the program; {@code doing} names the part whose output is shown, and is the word in messages. */
    final ProcessResult call(BuildJob job, BuildFolder folder, List<String> arguments, String doing)
            throws DeliveryException, IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        String source = program + " " + doing + " " + job.request().service();
        ProcessRequest process = ProcessRequest.of(command)
                .with(variables(folder))
                .eachLine(line -> delivery.events()
                        .publish(new ProcessOutput(delivery.clock().instant(), source, line)));
        ProcessResult result;
        try {
            result = delivery.processes().run(process);
        } catch (IOException e) {
            throw new DeliveryException(
                    "imageBuild: " + program + " cannot be started on "
                            + delivery.workspace().describe() + "; install it there, or use another builder",
                    e);
        }
        if (!result.succeeded()) {
            throw new DeliveryException("imageBuild: " + program + " " + doing + " failed (exit code "
                    + result.exitCode() + "): " + DockerErrors.explain(result.errors()));
        }
        return result;
    }
}
