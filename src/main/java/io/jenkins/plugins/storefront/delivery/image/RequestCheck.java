package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules of an {@link ImageBuildRequest}. Arguments reach programs one by one and through no shell; still nothing that looks like
 * an option, a line of its own or a command gets as far as that (compare SECURITY-1878).
 */
final class RequestCheck {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern LABEL = Pattern.compile("[^\\s=\\p{Cntrl}-][^\\s=\\p{Cntrl}]*");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}(?:/(?:tcp|udp))?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]*");
    private static final int MOST_PORT = 65535;

    private RequestCheck() {}

    static void check(ImageBuildRequest request) throws DeliveryException {
        if (request.tags().isEmpty()) {
            throw new DeliveryException("imageBuild: give at least one tag");
        }
        for (String tag : request.tags()) {
            form(tag, TAG, "tag", "up to 128 letters, digits, '_', '.' and '-'");
            if (tag.startsWith(ContentKey.TAG_PREFIX)) {
                throw new DeliveryException(
                        "imageBuild: tags that begin with " + ContentKey.TAG_PREFIX + " are kept for content keys");
            }
        }
        names(request.labels().keySet(), LABEL, "label", "a name without spaces and '='");
        for (Map.Entry<String, String> label : request.labels().entrySet()) {
            value(label.getValue(), "label " + label.getKey());
        }
        names(request.platforms(), PLATFORM, "platform", "os/architecture such as linux/amd64");
        if (request.platforms().size() > 1 && !request.push()) {
            throw new DeliveryException(
                    "imageBuild: several platforms make an index, which only a registry can keep; push it");
        }
        builder(request.builder());
        docker(request.docker());
        jib(request);
        if (request.reuse().maxAge().isNegative()) {
            throw new DeliveryException("imageBuild: maxAge must not be negative");
        }
    }

    private static void builder(String name) throws DeliveryException {
        if (!Builders.NAMES.contains(name)) {
            throw new DeliveryException("imageBuild: there is no builder '" + printable(name) + "'"
                    + Nearest.hintAndAll(name, Builders.NAMES));
        }
    }

    private static void docker(ImageBuildRequest.Docker docker) throws DeliveryException {
        path(docker.context(), "context");
        if (docker.context().contains("://") || docker.context().startsWith("git@")) {
            throw new DeliveryException("imageBuild: the context '" + printable(docker.context())
                    + "' must be a folder of the workspace; check the repository out first");
        }
        path(docker.dockerfile(), "dockerfile");
        if (docker.target() != null) {
            form(docker.target(), STAGE, "target", "a stage of the Dockerfile");
        }
        names(docker.buildArgs().keySet(), NAME, "build argument", "letters, digits, '_', '.' and '-'");
        for (Map.Entry<String, String> argument : docker.buildArgs().entrySet()) {
            value(argument.getValue(), "build argument " + argument.getKey());
        }
        names(docker.secrets().keySet(), NAME, "secret", "letters, digits, '_', '.' and '-'");
        names(docker.ssh().keySet(), NAME, "ssh id", "letters, digits, '_', '.' and '-'");
        for (List<String> images : List.of(docker.cacheFrom(), docker.cacheTo())) {
            for (String image : images) {
                ImageReference.parse(image);
            }
        }
    }

    private static void jib(ImageBuildRequest request) throws DeliveryException {
        ImageBuildRequest.Jib jib = request.jib();
        for (ImageBuildRequest.Layer layer : jib.layers()) {
            path(layer.from(), "layers");
            absolute(layer.into(), "layers");
        }
        ImageBuildRequest.Container container = jib.container();
        names(container.env().keySet(), NAME, "variable", "letters, digits, '_', '.' and '-'");
        names(container.ports(), PORT, "port", "a number such as 8080, or 53/udp");
        for (String port : container.ports()) {
            int number = Integer.parseInt(port.replaceFirst("/.*", ""));
            if (number < 1 || number > MOST_PORT) {
                throw new DeliveryException("imageBuild: the port " + port + " must be from 1 to " + MOST_PORT);
            }
        }
        for (String volume : container.volumes()) {
            absolute(volume, "volumes");
        }
        if (container.user() != null) {
            form(container.user(), USER, "user", "a user such as 1000 or 1000:1000");
        }
        if (container.workdir() != null) {
            absolute(container.workdir(), "workdir");
        }
        way(request);
    }

    /** A Dockerfile, or base and layers. */
    private static void way(ImageBuildRequest request) throws DeliveryException {
        ImageBuildRequest.Jib jib = request.jib();
        boolean auto = request.builder().equals(ImageBuildRequest.AUTO);
        if (!request.layered()) {
            return;
        } else if (!auto && !request.builder().equals("jib")) {
            throw new DeliveryException(
                    "imageBuild: " + request.builder() + " builds from a Dockerfile; base and layers are for jib");
        } else if (jib.base() == null || jib.layers().isEmpty()) {
            throw new DeliveryException("imageBuild: jib needs a base (an image, tar:PATH or scratch) and layers");
        } else if (request.docker().dockerfile() != null) {
            throw new DeliveryException("imageBuild: give a dockerfile, or base and layers, not both");
        }
        if (jib.base().startsWith("tar:")) {
            path(jib.base().substring("tar:".length()), "base");
        } else if (!jib.base().equals("scratch")) {
            ImageReference.parse(jib.base());
        }
    }

    private static void names(Collection<String> names, Pattern form, String what, String wanted)
            throws DeliveryException {
        for (String name : names) {
            form(name, form, what, wanted);
        }
    }

    private static void form(String text, Pattern form, String what, String wanted) throws DeliveryException {
        if (text == null || !form.matcher(text).matches()) {
            throw new DeliveryException("imageBuild: '" + printable(text) + "' is no " + what + "; expected " + wanted);
        }
    }

    private static void value(String text, String what) throws DeliveryException {
        if (text == null || text.indexOf('\0') >= 0) {
            throw new DeliveryException("imageBuild: the " + what + " has no value, or one with a NUL in it");
        }
    }

    private static void absolute(String path, String what) throws DeliveryException {
        if (!path.startsWith("/")
                || hasControls(path)
                || List.of(path.split("/")).contains("..")) {
            throw new DeliveryException(
                    "imageBuild: " + what + ": '" + printable(path) + "' must be an absolute path in the image");
        }
    }

    private static void path(String path, String what) throws DeliveryException {
        if (path != null
                && (path.isEmpty()
                        || path.startsWith("/")
                        || path.startsWith("-")
                        || hasControls(path)
                        || path.matches("[A-Za-z]:.*")
                        || List.of(path.split("[/\\\\]")).contains(".."))) {
            throw new DeliveryException(
                    "imageBuild: " + what + ": the path '" + printable(path) + "' must be one inside the workspace");
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 127);
    }

    private static String printable(String text) {
        String safe = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
        return safe.length() > 120 ? safe.substring(0, 120) + "…" : safe;
    }
}
