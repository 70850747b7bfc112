package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.ImageBuildRequest;
import io.jenkins.plugins.storefront.delivery.image.ImageBuilder;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.shop.DockerBuild;
import io.jenkins.plugins.storefront.delivery.shop.JibBuild;
import io.jenkins.plugins.storefront.delivery.shop.ServiceBuild;
import io.jenkins.plugins.storefront.delivery.shop.ShopFile;
import io.jenkins.plugins.storefront.delivery.shop.ShopService;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The work of {@code imageBuild}. Persisted: its parameters; after a restart it builds again, which gives the same image. */
final class ImageBuildExecution extends BackgroundExecution<Map<String, Object>> {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Characters of a commit id that name it for people. */
    private static final int COMMIT_LENGTH = 12;

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

    ImageBuildExecution(StepContext context, ImageBuildStep step) {
        super(context);
        image = step.getImage();
        service = step.getService();
        tags = new ArrayList<>(Parameters.texts(step.getTags(), "tags"));
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
        entrypoint = new ArrayList<>(Parameters.texts(step.getEntrypoint(), "entrypoint"));
        cmd = new ArrayList<>(Parameters.texts(step.getCmd(), "cmd"));
        env = new LinkedHashMap<>(step.getEnv());
        ports = new ArrayList<>(Parameters.texts(step.getPorts(), "ports"));
        user = step.getUser();
        workdir = step.getWorkdir();
    }

    @Override
    String label() {
        return service != null ? service : image;
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
        BuiltImage built = new ImageBuilder(delivery).build(request(delivery));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("reference", built.reference().toString());
        result.put("digest", built.digest().toString());
        result.put("tags", new ArrayList<>(built.tags()));
        result.put("size", built.size());
        result.put("duration", built.duration().toMillis());
        result.put("builder", built.builder());
        result.put("pushed", built.pushed());
        return result;
    }

    private ImageBuildRequest request(DeliveryContext delivery)
            throws DeliveryException, IOException, InterruptedException {
        ServiceBuild call = new ServiceBuild(
                builder,
                labels,
                new DockerBuild(dockerContext, dockerfile, target, buildArgs, pull, noCache),
                new JibBuild(
                        base, layers(), new ImageBuildRequest.Container(entrypoint, cmd, env, ports, user, workdir)));
        ShopService known = service == null ? null : ServiceLookup.find(delivery, ServiceName.parse(service), image);
        ServiceBuild build = known == null ? call : call.over(known.build());
        ImageReference reference = reference(image != null ? image : known == null ? null : known.image());
        String path = reference.repository();
        ServiceName name = known != null
                ? known.name()
                : ServiceName.parse(service != null ? service : path.substring(path.lastIndexOf('/') + 1));
        RunInfo run = delivery.run();
        return new ImageBuildRequest(
                reference,
                name,
                tags.isEmpty() ? List.of(Integer.toString(run.number())) : tags,
                build.docker().context() == null ? "." : build.docker().context(),
                build.docker().dockerfile(),
                build.docker().target(),
                build.docker().buildArgs(),
                standard(build.labels(), run, name),
                Boolean.TRUE.equals(build.docker().pull()),
                Boolean.TRUE.equals(build.docker().noCache()),
                push,
                credentialsId,
                build.builder() == null ? ImageBuildStep.DescriptorImpl.DEFAULT_BUILDER : build.builder(),
                build.jib().base(),
                build.jib().layers(),
                build.jib().container());
    }

    private ImageReference reference(String image) throws DeliveryException {
        if (image == null) {
            throw new DeliveryException(
                    service == null
                            ? "imageBuild: name the image, such as image: 'registry.example.com/shop/cart', or a service of "
                                    + ShopFile.NAME
                            : ShopFile.NAME + ": services." + service
                                    + " has no image; write registry: registry.example.com/shop"
                                    + " at the top of the file, or an image for this service");
        }
        ImageReference reference = ImageReference.parse(image);
        if (reference.tag() != null || reference.digest() != null) {
            throw new DeliveryException("imageBuild: give the tag of '" + image + "' in 'tags'");
        }
        return reference;
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

    /** Standard labels (opencontainers/image-spec, annotations.md), unless given. Nothing that changes with time is among them. */
    private static Map<String, String> standard(Map<String, String> given, RunInfo run, ServiceName name) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("org.opencontainers.image.title", name.value());
        if (run.commit() != null) {
            labels.put("org.opencontainers.image.revision", run.commit());
            labels.put(
                    "org.opencontainers.image.version",
                    run.commit()
                            .substring(0, Math.min(COMMIT_LENGTH, run.commit().length())));
        }
        labels.putAll(given);
        return labels;
    }
}
