package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Builds with jib-core: no Docker, no Dockerfile; always pushes, because there is no daemon to keep an image. */
final class JibBackEnd implements ImageBackEnd {
    private static final Set<Ability> ABILITIES = EnumSet.of(Ability.LAYERS, Ability.ONE_PLATFORM, Ability.PLATFORMS);

    private final DeliveryContext delivery;

    JibBackEnd(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    @Override
    public String name() {
        return "jib";
    }

    @Override
    public Set<Ability> abilities() {
        return ABILITIES;
    }

    @Override
    public Offer probe() {
        return Offer.of("", ABILITIES); // it comes with the plugin
    }

    @Override
    public String build(BuildJob job) throws DeliveryException, IOException, InterruptedException {
        String base = job.pinnedBase();
        RegistryAccess access = base.equals("scratch") || base.startsWith("tar:")
                ? null
                : job.accessTo(ImageReference.parse(base).registry());
        try {
            return delivery.workspace().act(new JibTask(job, access));
        } catch (IOException e) {
            throw new DeliveryException("imageBuild: " + e.getMessage(), e);
        }
    }
}
