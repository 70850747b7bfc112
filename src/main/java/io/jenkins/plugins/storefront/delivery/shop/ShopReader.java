package io.jenkins.plugins.storefront.delivery.shop;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.ImageBuildRequest;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.text.Age;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the text of a {@code storefront.yaml}. What it accepts, {@code storefront.schema.json} says too. */
final class ShopReader {
    private static final String HERE = ".";
    private static final String TAR = "tar:";
    private static final int MOST_PORT = 65535;

    private ShopReader() {}

    /**
     * Reads and checks the whole text.
     *
     * @param source file name for messages
     * @throws DeliveryException naming the file, the path of keys, what was wanted and what was found
     */
    static Shop parse(String text, String source) throws DeliveryException {
        Map<String, Object> values = SafeYaml.mapping(text, source);
        try {
            return shop(Section.of(
                    values,
                    "",
                    "registry",
                    "manifests",
                    "set",
                    "irreversible",
                    "strategy",
                    "channels",
                    "notices",
                    "templates",
                    "languages",
                    "services"));
        } catch (DeliveryException e) {
            throw new DeliveryException(source + ": " + e.getMessage(), e);
        }
    }

    private static Shop shop(Section root) throws DeliveryException {
        String registry = root.text("registry", Form.REGISTRY);
        Section named = root.section("services");
        Map<ServiceName, ShopService> services = new LinkedHashMap<>();
        for (String name : named.names()) {
            ServiceName service = ServiceName.parse(named.name(name, Form.SERVICE));
            services.put(service, service(service, registry, named.isNothing(name), named));
        }
        Shop shop = new Shop(
                root.oneOrMore("manifests", Form.GLOB),
                channels(root),
                NoticeReader.rules(root, "notices"),
                services,
                templates(root),
                languages(root.section("languages")),
                root.text("set", Form.SET),
                root.text("irreversible", Form.REASON),
                StrategyReader.read(root));
        shop.inOrder();
        return shop;
    }

    /** @param silent whether only the name is there; everything has a default then */
    private static ShopService service(ServiceName name, String registry, boolean silent, Section services)
            throws DeliveryException {
        Section section = silent
                ? Section.of(Map.of(), services.at(name.value()))
                : services.section(
                        name.value(),
                        "path",
                        "image",
                        "builder",
                        "labels",
                        "platforms",
                        "reuse",
                        "maxAge",
                        "docker",
                        "jib",
                        "manifests",
                        "dependsOn",
                        "channels");
        String path = otherwise(section.text("path", Form.PATH), HERE);
        String image = section.text("image", Form.IMAGE);
        List<ServiceName> dependsOn = new ArrayList<>();
        for (String needed : section.oneOrMore("dependsOn", Form.SERVICE)) {
            dependsOn.add(ServiceName.parse(needed));
        }
        return new ShopService(
                name,
                image != null || registry == null ? image : registry + "/" + name,
                new ServiceBuild(
                        section.text("builder", Form.BUILDER),
                        section.map("labels", Form.LABEL),
                        section.oneOrMore("platforms", Form.PLATFORM),
                        section.flag("reuse"),
                        age(section, "maxAge"),
                        docker(section, path),
                        jib(section, path)),
                section.oneOrMore("manifests", Form.GLOB),
                dependsOn,
                channels(section));
    }

    private static DockerBuild docker(Section service, String path) throws DeliveryException {
        Section docker = service.section(
                "docker",
                "context",
                "dockerfile",
                "target",
                "buildArgs",
                "secrets",
                "ssh",
                "pull",
                "noCache",
                "cacheFrom",
                "cacheTo");
        return new DockerBuild(
                join(path, otherwise(docker.text("context", Form.PATH), HERE)),
                join(path, docker.text("dockerfile", Form.PATH)),
                docker.text("target", Form.STAGE),
                docker.map("buildArgs", Form.VARIABLE),
                docker.map("secrets", Form.VARIABLE, Form.CREDENTIAL),
                docker.map("ssh", Form.VARIABLE, Form.KEY),
                docker.flag("pull"),
                docker.flag("noCache"),
                docker.oneOrMore("cacheFrom", Form.CACHE),
                docker.oneOrMore("cacheTo", Form.CACHE));
    }

    private static JibBuild jib(Section service, String path) throws DeliveryException {
        Section jib = service.section(
                "jib", "base", "layers", "entrypoint", "cmd", "env", "ports", "user", "workdir", "volumes");
        String base = jib.text("base", Form.BASE);
        List<ImageBuildRequest.Layer> layers = new ArrayList<>();
        for (Section layer : jib.sections("layers", "from", "into")) {
            layers.add(new ImageBuildRequest.Layer(
                    join(path, layer.required("from", Form.PATH)), layer.required("into", Form.ABSOLUTE)));
        }
        return new JibBuild(
                base != null && base.startsWith(TAR) ? TAR + join(path, base.substring(TAR.length())) : base,
                layers,
                new ImageBuildRequest.Container(
                        jib.texts("entrypoint", Form.ANY),
                        jib.texts("cmd", Form.ANY),
                        jib.map("env", Form.VARIABLE),
                        jib.numbers("ports", 1, MOST_PORT),
                        jib.text("user", Form.USER),
                        jib.text("workdir", Form.ABSOLUTE),
                        jib.texts("volumes", Form.ABSOLUTE)));
    }

    private static Duration age(Section section, String key) throws DeliveryException {
        String text = section.text(key, Form.AGE);
        return text == null ? null : Age.parse(text, section.at(key));
    }

    private static Map<String, String> templates(Section root) throws DeliveryException {
        Section templates = root.section("templates", "slack", "mail", "chat");
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : templates.names()) {
            files.put(name, templates.text(name, Form.PATH));
        }
        return files;
    }

    private static Map<String, String> languages(Section languages) throws DeliveryException {
        Map<String, String> codes = new LinkedHashMap<>();
        for (String name : languages.names()) {
            codes.put(languages.name(name, Form.CHANNEL), languages.text(name, Form.LANGUAGE));
        }
        return codes;
    }

    private static Channels channels(Section owner) throws DeliveryException {
        Section channels = owner.section("channels", "slack", "email");
        return new Channels(channels.text("slack", Form.CHANNEL), channels.oneOrMore("email", Form.ADDRESS));
    }

    private static String join(String folder, String path) {
        if (path == null || folder.equals(HERE)) {
            return path;
        }
        return path.equals(HERE) ? folder : folder + "/" + path;
    }

    private static String otherwise(String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
