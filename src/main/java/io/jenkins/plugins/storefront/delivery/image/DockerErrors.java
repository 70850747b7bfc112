package io.jenkins.plugins.storefront.delivery.image;

import java.util.List;
import java.util.regex.Pattern;

/** Says in one line what Docker's errors mean and what to do. */
public final class DockerErrors {
    /** Part of Docker's message, and what to do. */
    private static final List<String[]> KNOWN = List.of(
            new String[] {
                "Cannot connect to the Docker daemon", "no Docker daemon runs there; start it, or set DOCKER_HOST"
            },
            new String[] {
                "permission denied while trying to connect",
                "this user may not use the Docker daemon there; add it to the group docker"
            },
            new String[] {"no basic auth credentials", "the registry wants a login; give this registry a credential"},
            new String[] {"unauthorized", "the registry refuses the login; check the credential of this registry"},
            new String[] {
                "denied: ", "the registry refuses the push; does the repository exist, and may this login write to it?"
            },
            new String[] {"x509:", "the registry's certificate is not trusted there; add its CA to the Docker daemon"},
            new String[] {"failed to read dockerfile", "there is no such Dockerfile in the context"},
            new String[] {"unable to prepare context", "there is no such context or Dockerfile in the workspace"});

    /** How {@code docker run} ends what it says; which of both depends on its version. */
    private static final Pattern HELP = Pattern.compile("(See|Run) 'docker .*--help'.*");

    private DockerErrors() {}

    public static String explain(String errors) {
        String last = errors.lines()
                .filter(line -> !line.isBlank() && !HELP.matcher(line).matches())
                .reduce((first, second) -> second)
                .orElse("no output");
        return KNOWN.stream()
                .filter(known -> errors.contains(known[0]))
                .findFirst()
                .map(known -> last.trim() + " (" + known[1] + ")")
                .orElse(last.trim());
    }
}
