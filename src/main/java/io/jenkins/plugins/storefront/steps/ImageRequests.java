package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.ImageBuildRequest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.shop.DockerBuild;
import io.jenkins.plugins.storefront.delivery.shop.ServiceBuild;
import io.jenkins.plugins.storefront.delivery.shop.Shop;
import io.jenkins.plugins.storefront.delivery.shop.ShopFile;
import io.jenkins.plugins.storefront.delivery.shop.ShopService;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes of what a call of {@code imageBuild} says, and of {@code storefront.yaml}, what the engine is asked for. */
final class ImageRequests {
    /** Words that {@code services} may be instead of names. */
    private static final List<String> CHOICES = List.of("changed", "all");

    private final DeliveryContext delivery;
    private final Said said;

    /**
     * What the call says.
     *
     * @param tags none for the run's number
     * @param registry or null
     */
    record Said(
            ServiceBuild build,
            List<String> tags,
            boolean push,
            String credentialsId,
            String registry,
            boolean explain) {}

    ImageRequests(DeliveryContext delivery, Said said) {
        this.delivery = delivery;
        this.said = said;
    }

    /** One image; {@code image} or {@code service} may be null. */
    ImageBuildRequest one(String image, String service) throws DeliveryException, IOException, InterruptedException {
        ShopService known = service == null ? null : ServiceLookup.find(delivery, ServiceName.parse(service), image);
        String named = image != null ? image : known == null ? null : known.image();
        ImageReference reference = reference(located(named, image == null ? known : null), service);
        String path = reference.repository();
        ServiceName name = known != null
                ? known.name()
                : service != null ? ServiceName.parse(service) : ServiceName.ofRepository(path);
        return request(
                reference, name, known == null ? said.build() : said.build().over(known.build()));
    }

    /** Services of the file, by name; all of them for {@code changed} and {@code all}. */
    Map<ServiceName, ImageBuildRequest> services(List<String> names)
            throws DeliveryException, IOException, InterruptedException {
        if (said.build().jib().base() != null
                || !said.build().jib().layers().isEmpty()
                || said.build().docker().context() != null
                || said.build().docker().dockerfile() != null) {
            throw new DeliveryException(
                    "imageBuild: context, dockerfile, base and layers are of one service each; write them in "
                            + ShopFile.NAME);
        }
        Shop shop = ShopFiles.find(delivery)
                .orElseThrow(() -> new DeliveryException(
                        "imageBuild: services are those of " + ShopFile.NAME + ", and there is none in this folder"));
        boolean all = names.size() == 1
                && CHOICES.contains(names.get(0))
                && !shop.services().containsKey(ServiceName.parse(names.get(0)));
        boolean changed = all && names.get(0).equals("changed");
        if (changed && Boolean.FALSE.equals(said.build().reuse())) {
            throw new DeliveryException(
                    "imageBuild: services: 'changed' takes from the registry what has not changed, so reuse cannot be false");
        }
        Map<ServiceName, ImageBuildRequest> requests = new LinkedHashMap<>();
        for (ShopService one : all ? shop.services().values() : named(shop, names)) {
            ServiceBuild build = said.build().over(one.build());
            ImageBuildRequest request = request(
                    reference(located(one.image(), one), one.name().value()),
                    one.name(),
                    changed ? build.reusing() : build);
            requests.put(one.name(), request.checked());
        }
        if (requests.isEmpty()) {
            throw new DeliveryException("imageBuild: " + ShopFile.NAME + " names no services");
        }
        return requests;
    }

    private static List<ShopService> named(Shop shop, List<String> names) throws DeliveryException {
        Map<ServiceName, ShopService> found = new LinkedHashMap<>();
        for (String text : names) {
            ServiceName name = ServiceName.parse(text);
            found.put(
                    name,
                    shop.find(name)
                            .orElseThrow(() ->
                                    new DeliveryException("imageBuild: " + ShopFile.NAME + ": " + shop.unknown(name))));
        }
        return List.copyOf(found.values());
    }

    private ImageBuildRequest request(ImageReference reference, ServiceName name, ServiceBuild build) {
        DockerBuild docker = build.docker();
        Duration age = build.maxAge() == null ? ImageBuildRequest.Reuse.USUAL_AGE : build.maxAge();
        return new ImageBuildRequest(
                reference,
                name,
                said.tags().isEmpty() ? List.of(Integer.toString(delivery.run().number())) : said.tags(),
                build.builder() == null ? ImageBuildStep.DescriptorImpl.DEFAULT_BUILDER : build.builder(),
                new ImageBuildRequest.Docker(
                        docker.context() == null ? "." : docker.context(),
                        docker.dockerfile(),
                        docker.target(),
                        docker.buildArgs(),
                        docker.secrets(),
                        docker.ssh(),
                        Boolean.TRUE.equals(docker.pull()),
                        Boolean.TRUE.equals(docker.noCache()),
                        docker.cacheFrom(),
                        docker.cacheTo()),
                new ImageBuildRequest.Jib(
                        build.jib().base(), build.jib().layers(), build.jib().container()),
                build.labels(),
                build.platforms(),
                said.push(),
                said.credentialsId(),
                new ImageBuildRequest.Reuse(!Boolean.FALSE.equals(build.reuse()), age, said.explain()));
    }

    /** The image with the call's registry before it; of a service of the file only the last part of its name is kept. */
    private String located(String image, ShopService known) throws DeliveryException {
        if (said.registry() == null) {
            return image;
        } else if (known != null) {
            String name = image == null ? known.name().value() : image.substring(image.lastIndexOf('/') + 1);
            return said.registry() + "/" + name;
        } else if (image == null) {
            return null;
        }
        String first = image.contains("/") ? image.substring(0, image.indexOf('/')) : "";
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            throw new DeliveryException(
                    "imageBuild: the image '" + image + "' names a registry already; leave 'registry' out");
        }
        return said.registry() + "/" + image;
    }

    private static ImageReference reference(String image, String service) throws DeliveryException {
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
}
