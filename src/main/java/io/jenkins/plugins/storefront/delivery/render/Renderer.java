package io.jenkins.plugins.storefront.delivery.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Renders a Kustomize folder or a Helm chart by {@code kustomize}, {@code kubectl kustomize} or {@code helm template}, whichever is
 * there. Values reach Helm as a file that only the agent's user reads, never as arguments.
 */
public final class Renderer {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A path in the workspace: no option, not absolute, and nothing above. */
    private static final Pattern PATH = Pattern.compile("(?![/-])(?!(?:.*/)?\\.\\.(?:/|$))[^\\x00-\\x1f\\\\]+");

    /** A release's name (helm.sh/docs: DNS label of at most 53 characters). */
    private static final Pattern RELEASE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?");

    private final DeliveryContext delivery;

    public Renderer(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    /**
     * A chart to render.
     *
     * @param chart folder of the chart, in the workspace
     * @param release name of the release, or null for that of the chart's folder
     * @param values typed values, may be empty; they win over files
     * @param files files of values in the workspace, later ones win
     * @param namespace of the release, or null
     */
    public record Chart(
            String chart, String release, Map<String, Object> values, List<String> files, String namespace) {
        public Chart {
            files = List.copyOf(files);
        }
    }

    /** What Kustomize makes of a folder, as YAML. */
    public String kustomize(String folder) throws DeliveryException, IOException, InterruptedException {
        checkPath(folder, "kustomize");
        String made = firstOf(List.of(List.of("kustomize", "build", folder), List.of("kubectl", "kustomize", folder)));
        if (made == null) {
            throw new DeliveryException("kustomize: neither kustomize nor kubectl is found in "
                    + delivery.workspace().describe() + "; install one of them on the agent");
        }
        return made;
    }

    /** What Helm makes of a chart, its CRDs too, as YAML. Hooks are in it with their annotations. */
    public String helm(Chart chart) throws DeliveryException, IOException, InterruptedException {
        checkPath(chart.chart(), "helmChart");
        String release = chart.release() != null
                ? chart.release()
                : chart.chart().replaceAll("/+$", "").replaceFirst(".*/", "").toLowerCase(Locale.ROOT);
        if (!RELEASE.matcher(release).matches()) {
            throw new DeliveryException(
                    "helmRelease: '" + release
                            + "' is no name of a release; it has 1 to 53 of a-z, 0-9 and -, and begins and ends with a letter or digit");
        }
        List<String> command = new ArrayList<>(List.of("helm", "template", release, chart.chart(), "--include-crds"));
        if (chart.namespace() != null) {
            command.addAll(List.of("--namespace", chart.namespace()));
        }
        for (String file : chart.files()) {
            checkPath(file, "helmValuesFiles");
            command.addAll(List.of("--values", file));
        }
        Secret values = null;
        if (!chart.values().isEmpty()) {
            values = json(chart.values());
        }
        String made = withValues(command, values);
        if (made == null) {
            throw new DeliveryException(
                    "helmChart: helm is not found in " + delivery.workspace().describe() + "; install it on the agent");
        }
        return made;
    }

    private String withValues(List<String> command, Secret values)
            throws DeliveryException, IOException, InterruptedException {
        if (values == null) {
            return firstOf(List.of(command));
        }
        Workspace temporary = delivery.workspace().temporary();
        String name = "values-" + UUID.randomUUID() + ".json";
        String path = temporary.act(new PrivateFile.Write(name, values));
        try {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of("--values", path));
            return firstOf(List.of(whole));
        } finally {
            temporary.act(new PrivateFile.Remove(name));
        }
    }

    private static Secret json(Map<String, Object> values) throws DeliveryException {
        try {
            return Secret.of(MAPPER.writeValueAsString(values));
        } catch (JsonProcessingException e) {
            throw new DeliveryException(
                    "helmValues: only maps, lists, texts, numbers and truth values can be given", e);
        }
    }

    private static void checkPath(String path, String parameter) throws DeliveryException {
        if (!PATH.matcher(path).matches()) {
            throw new DeliveryException(parameter + ": '" + path.replaceAll("\\p{Cntrl}", "?")
                    + "' is no path in the workspace; write it with slashes and without '..'");
        }
    }

    /** The output of the first of these programs that is there; null if none is. */
    private String firstOf(List<List<String>> commands) throws DeliveryException, IOException, InterruptedException {
        for (List<String> command : commands) {
            ProcessResult result;
            try {
                result = delivery.processes().run(ProcessRequest.of(command).within(LONGEST));
            } catch (IOException notThere) {
                continue;
            }
            String program = command.get(0);
            if (!result.succeeded()) {
                throw new DeliveryException(program + " ended with " + result.exitCode() + ": " + lastLine(result));
            } else if (result.output().length() >= ProcessRequest.CAPTURE_LIMIT) {
                throw new DeliveryException(program + " renders more than " + (ProcessRequest.CAPTURE_LIMIT >> 20)
                        + " MiB; render it into files and name those as manifests");
            }
            return result.output();
        }
        return null;
    }

    private static String lastLine(ProcessResult result) {
        String said = result.errors().isBlank() ? result.output() : result.errors();
        return said.strip().lines().reduce((one, two) -> two).orElse("it says nothing");
    }
}
