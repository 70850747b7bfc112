package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.ImageBuildRequest;
import io.jenkins.plugins.storefront.delivery.image.ImageBuilder;
import io.jenkins.plugins.storefront.delivery.image.ImageBuilds;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.shop.DockerBuild;
import io.jenkins.plugins.storefront.delivery.shop.JibBuild;
import io.jenkins.plugins.storefront.delivery.shop.ServiceBuild;
import io.jenkins.plugins.storefront.delivery.text.Age;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The work of {@code imageBuild}. Persisted: its parameters; after a restart it builds again, which takes what was pushed already. Fields
 * that an earlier version did not write are null.
 */
final class ImageBuildExecution extends BackgroundExecution<Map<String, Object>> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String image;
    private final String service;
    private final ArrayList<String> tags;
    private final String dockerContext;
    private final String dockerfile;
    private final String target;
    private final LinkedHashMap<String, String> buildArgs;
    private final LinkedHashMap<String, String> labels;
    private final Boolean pull;
    private final Boolean noCache;
    private final boolean push;
    private final String credentialsId;
    private final String builder;
    private final String base;
    private final ArrayList<Map<String, String>> layers;
    private final ArrayList<String> entrypoint;
    private final ArrayList<String> cmd;
    private final LinkedHashMap<String, String> env;
    private final ArrayList<String> ports;
    private final String user;
    private final String workdir;
    private final ArrayList<String> volumes;
    private final LinkedHashMap<String, String> secrets;
    private final LinkedHashMap<String, String> ssh;
    private final ArrayList<String> platforms;
    private final ArrayList<String> cacheFrom;
    private final ArrayList<String> cacheTo;
    private final String registry;
    private final Boolean reuse;
    private final String maxAge;
    private final boolean explain;
    private final ArrayList<String> services;
    private final int parallel;

    ImageBuildExecution(StepContext context, ImageBuildStep step) {
        super(context);
        image = step.getImage();
        service = step.getService();
        tags = texts(step.getTags(), "tags");
        dockerContext = step.getContext();
        dockerfile = step.getDockerfile();
        target = step.getTarget();
        buildArgs = new LinkedHashMap<>(step.getBuildArgs());
        labels = new LinkedHashMap<>(step.getLabels());
        pull = step.pull();
        noCache = step.noCache();
        push = step.isPush();
        credentialsId = step.getCredentialsId();
        builder = step.builder();
        base = step.getBase();
        layers = new ArrayList<>(step.getLayers());
        entrypoint = texts(step.getEntrypoint(), "entrypoint");
        cmd = texts(step.getCmd(), "cmd");
        env = new LinkedHashMap<>(step.getEnv());
        ports = texts(step.getPorts(), "ports");
        user = step.getUser();
        workdir = step.getWorkdir();
        volumes = texts(step.getVolumes(), "volumes");
        secrets = new LinkedHashMap<>(step.getSecrets());
        ssh = keys(step.getSsh());
        platforms = texts(step.getPlatforms(), "platforms");
        cacheFrom = texts(step.getCacheFrom(), "cacheFrom");
        cacheTo = texts(step.getCacheTo(), "cacheTo");
        registry = step.getRegistry();
        reuse = step.reuse();
        maxAge = step.maxAge();
        explain = step.isExplain();
        services = step.getServices() == null ? null : texts(step.getServices(), "services");
        parallel = step.getParallel();
    }

    private static ArrayList<String> texts(Object value, String name) {
        return new ArrayList<>(Parameters.texts(value, name));
    }

    /** Ids alone stand for the agent's own ssh-agent. */
    private static LinkedHashMap<String, String> keys(Object value) {
        LinkedHashMap<String, String> keys = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((id, credential) ->
                    keys.put(String.valueOf(id), credential == null ? "" : String.valueOf(credential)));
        } else {
            Parameters.texts(value, "ssh").forEach(id -> keys.put(id, ""));
        }
        return keys;
    }

    @Override
    String name() {
        return "imageBuild";
    }

    @Override
    String left() {
        return "the build was stopped; what was pushed already stays in the registry";
    }

    @Override
    Map<String, Object> run(DeliveryContext delivery) throws DeliveryException, IOException, InterruptedException {
        ImageRequests requests = new ImageRequests(delivery, said());
        if (services == null) {
            return ImageResults.of(new ImageBuilder(delivery).build(requests.one(image, service)));
        } else if (image != null || service != null) {
            throw new DeliveryException("imageBuild: give services, or an image or service, not both");
        }
        Map<ServiceName, ImageBuildRequest> asked = requests.services(services);
        Map<String, Object> results = new LinkedHashMap<>();
        for (BuiltImage built : new ImageBuilds(delivery, parallel == 0 ? 1 : parallel).build(asked)) {
            results.put(built.service().value(), ImageResults.of(built));
        }
        return results;
    }

    private ImageRequests.Said said() throws DeliveryException {
        ServiceBuild build = new ServiceBuild(
                builder,
                labels,
                orNone(platforms),
                reuse,
                maxAge == null ? null : Age.parse(maxAge, "imageBuild: maxAge"),
                new DockerBuild(
                        dockerContext,
                        dockerfile,
                        target,
                        buildArgs,
                        orNone(secrets),
                        orNone(ssh),
                        pull,
                        noCache,
                        orNone(cacheFrom),
                        orNone(cacheTo)),
                new JibBuild(
                        base,
                        layers(),
                        new ImageBuildRequest.Container(entrypoint, cmd, env, ports, user, workdir, orNone(volumes))));
        return new ImageRequests.Said(build, tags, push, credentialsId, registry, explain);
    }

    private static List<String> orNone(List<String> list) {
        return list == null ? new ArrayList<>() : list;
    }

    private static Map<String, String> orNone(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private List<ImageBuildRequest.Layer> layers() throws DeliveryException {
        List<ImageBuildRequest.Layer> all = new ArrayList<>();
        for (Map<String, String> layer : layers) {
            if (layer.get("from") == null || layer.get("into") == null || layer.size() > 2) {
                throw new DeliveryException("imageBuild: each of 'layers' has from and into, not " + layer.keySet());
            }
            all.add(new ImageBuildRequest.Layer(layer.get("from"), layer.get("into")));
        }
        return all;
    }
}
