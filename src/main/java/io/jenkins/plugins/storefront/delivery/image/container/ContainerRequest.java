package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a container is asked for; checked once, here.
 *
 * @param image to run; pulled where the engine does not have it
 * @param alias what the block knows it by: the begin of its variables' names
 * @param ports of the container to publish on free ports
 * @param env of the container; values may be secret
 * @param cmd arguments after the image; empty for the image's own
 * @param waits what must hold before the block begins, one after another
 * @param credentialsId login to the image's registry, or null for what is configured
 * @param engine that runs it, or null for the first that the agent has
 */
public record ContainerRequest(
        ImageReference image,
        String alias,
        List<Integer> ports,
        Map<String, String> env,
        List<String> cmd,
        List<ContainerWait> waits,
        String credentialsId,
        Engine engine) {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,30}");

    public ContainerRequest {
        ports = List.copyOf(ports);
        env = new LinkedHashMap<>(env);
        cmd = List.copyOf(cmd);
        waits = List.copyOf(waits);
    }

    /**
     * Takes what a user wrote.
     *
     * @param waitFor a text, a map, or a list of them; empty for none
     * @param timeout of waits that have none of their own
     * @param engine {@code auto}, {@code docker} or {@code podman}
     */
    public static ContainerRequest of(
            String image,
            String alias,
            List<String> ports,
            Map<String, String> env,
            List<String> cmd,
            List<?> waitFor,
            Duration timeout,
            String credentialsId,
            String engine)
            throws DeliveryException {
        if (!ALIAS.matcher(alias).matches()) {
            throw new DeliveryException(
                    "withContainer: a name has letters, digits, '_' and '-', begins with a letter, and has"
                            + " at most 31 of them");
        }
        List<Integer> published = new ArrayList<>();
        for (String port : ports) {
            published.add(ContainerWait.port(port.trim()));
        }
        for (Map.Entry<String, String> variable : env.entrySet()) {
            checkVariable(variable.getKey(), variable.getValue());
        }
        List<ContainerWait> waits = new ArrayList<>();
        for (Object wait : waitFor) {
            waits.add(ContainerWait.parse(wait, published, timeout));
        }
        return new ContainerRequest(
                ImageReference.parse(image), alias, published, env, cmd, waits, credentialsId, Engine.parse(engine));
    }

    /** Engines read them from a file, a line each, so that no value is in an argument. */
    private static void checkVariable(String name, String value) throws DeliveryException {
        if (!VARIABLE.matcher(name).matches()) {
            throw new DeliveryException(
                    "withContainer: '" + name.replaceAll("\\p{Cntrl}", "?") + "' is no name of a variable");
        } else if (value == null || value.contains("\n") || value.contains("\r")) {
            throw new DeliveryException("withContainer: the value of " + name
                    + " has more than one line, which files of variables cannot hold; put it into a file of the"
                    + " image, or encode it");
        }
    }

    /** Begin of the names of the block's variables, such as {@code DATABASE_}. */
    String prefix() {
        return alias.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    }
}
