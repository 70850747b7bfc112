package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an image build is asked for; checked once, here.
 *
 * @param image repository to build, without tag or digest
 * @param service part of the shop that it is
 * @param tags without repository; at least one
 * @param context folder in the workspace that Docker builds from
 * @param dockerfile path of the Dockerfile in the workspace, or null for {@code Dockerfile} in the context
 * @param target stage of the Dockerfile, or null
 * @param buildArgs of the Dockerfile; visible in the image's history, so no place for secrets
 * @param labels of the image
 * @param pull whether to look for newer base images
 * @param noCache whether to build every step anew
 * @param push whether to push it
 * @param credentialsId login to the registry, or null for what the admin configured
 * @param builder {@code auto}, {@code docker} or {@code jib}
 * @param base image that Jib puts the layers on: a reference, {@code tar:PATH} or {@code scratch}; or null
 * @param layers for Jib, lowest first
 * @param container how the image runs, for Jib
 */
public record ImageBuildRequest(
        ImageReference image,
        ServiceName service,
        List<String> tags,
        String context,
        String dockerfile,
        String target,
        Map<String, String> buildArgs,
        Map<String, String> labels,
        boolean pull,
        boolean noCache,
        boolean push,
        String credentialsId,
        String builder,
        String base,
        List<Layer> layers,
        Container container) {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final List<String> BUILDERS = List.of("auto", "docker", "jib");

    /**
     * Files that become one layer.
     *
     * @param from file, folder or glob in the workspace; a folder brings its content, a glob keeps the folders below its fixed part
     * @param into absolute path in the image
     */
    public record Layer(String from, String into) implements Serializable {}

    /**
     * How the image runs; lists may be empty, texts null.
     *
     * @param ports such as {@code 8080}
     */
    public record Container(
            List<String> entrypoint,
            List<String> cmd,
            Map<String, String> env,
            List<String> ports,
            String user,
            String workdir)
            implements Serializable {}

    public ImageBuildRequest {
        tags = List.copyOf(tags);
        buildArgs = Map.copyOf(buildArgs);
        labels = Map.copyOf(labels);
        layers = List.copyOf(layers);
    }

    /** Refuses what a registry, Docker or Jib would refuse later or, worse, take for an option. */
    public ImageBuildRequest checked() throws DeliveryException {
        for (String tag : tags) {
            if (!TAG.matcher(tag).matches()) {
                throw new DeliveryException("imageBuild: '" + tag.replaceAll("\\p{Cntrl}", "?")
                        + "' is no tag; expected up to 128 letters, digits, '_', '.' and '-'");
            }
        }
        for (String name : buildArgs.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new DeliveryException("imageBuild: '" + name + "' is no name of a build argument");
            }
        }
        if (!BUILDERS.contains(builder)) {
            throw new DeliveryException("imageBuild: there is no builder '" + builder + "'; use one of " + BUILDERS);
        }
        for (String path : new String[] {context, dockerfile}) {
            inWorkspace(path);
        }
        for (Layer layer : layers) {
            inWorkspace(layer.from());
            if (!layer.into().startsWith("/")) {
                throw new DeliveryException(
                        "imageBuild: layers: '" + layer.into() + "' must be an absolute path in the image");
            }
        }
        boolean jib = base != null || !layers.isEmpty();
        if (builder.equals("jib") && (base == null || layers.isEmpty())) {
            throw new DeliveryException("imageBuild: jib needs a base (an image, tar:PATH or scratch) and layers");
        } else if (jib && dockerfile != null) {
            throw new DeliveryException("imageBuild: give a dockerfile, or base and layers, not both");
        } else if (builder.equals("docker") && jib) {
            throw new DeliveryException("imageBuild: docker builds from a Dockerfile; base and layers are for jib");
        }
        return this;
    }

    private static void inWorkspace(String path) throws DeliveryException {
        if (path != null
                && (path.startsWith("/")
                        || path.startsWith("-")
                        || List.of(path.split("[/\\\\]")).contains(".."))) {
            throw new DeliveryException("imageBuild: the path '" + path + "' must be one inside the workspace");
        }
    }
}
