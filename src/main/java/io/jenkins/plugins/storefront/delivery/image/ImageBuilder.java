package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ImageBuildStarted;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.image.registry.HttpRegistry;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.image.registry.StoredImage;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** Builds an image with the back end that fits, and takes its digest from the registry and from nowhere else. */
public final class ImageBuilder {
    private static final Pattern SECRET = Pattern.compile("(?i).*(passw|secret|token|apikey|api_key|private).*");

    private final DeliveryContext delivery;

    public ImageBuilder(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    /** Builds; call on a pool thread. */
    public BuiltImage build(ImageBuildRequest asked) throws DeliveryException, IOException, InterruptedException {
        ImageBuildRequest request = asked.checked();
        for (String name : request.buildArgs().keySet()) {
            if (SECRET.matcher(name).matches()) {
                delivery.events()
                        .publish(new Remark(
                                now(),
                                true,
                                "build argument " + name,
                                "anyone can read it in the image's history; mount it as a BuildKit secret instead"));
            }
        }
        boolean jib = request.builder().equals("jib") || request.base() != null;
        ImageBackEnd backEnd = jib ? new JibBackEnd(delivery) : new DockerBackEnd(delivery);
        String why = request.builder().equals("auto")
                ? jib ? "base and layers are given" : "it builds from a Dockerfile"
                : "asked for";
        String first = request.image().name() + ":" + request.tags().get(0);
        Instant begin = now();
        delivery.events().publish(new ImageBuildStarted(begin, request.service(), first, backEnd.name(), why));
        RegistryAccess target = RegistryAccess.of(
                request.image().registry(), request.credentialsId(), delivery.settings(), delivery.secrets());
        Digest id = backEnd.build(request, target);
        Digest digest = id;
        long size = 0;
        if (request.push()) {
            StoredImage stored = new HttpRegistry(target, delivery.clock())
                    .find(request.image().withTag(request.tags().get(0)))
                    .orElseThrow(() -> new DeliveryException(
                            "imageBuild: the registry does not have " + first + " although the push succeeded"));
            digest = stored.digest();
            size = stored.size();
        }
        BuiltImage built = new BuiltImage(
                request.service(),
                request.push()
                        ? request.image().at(digest)
                        : new ImageReference(
                                request.image().registry(),
                                request.image().repository(),
                                request.tags().get(0),
                                null),
                digest,
                request.tags(),
                size,
                Duration.between(begin, now()),
                backEnd.name(),
                request.push());
        delivery.events().publish(new ImageBuilt(now(), built));
        return built;
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
