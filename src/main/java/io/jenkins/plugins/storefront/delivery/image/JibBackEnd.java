package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;

/** Builds with jib-core: no Docker, no Dockerfile; always pushes, because there is no daemon to keep an image. */
final class JibBackEnd implements ImageBackEnd {
    private final DeliveryContext delivery;

    JibBackEnd(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    @Override
    public String name() {
        return "jib";
    }

    @Override
    public Digest build(ImageBuildRequest request, RegistryAccess target)
            throws DeliveryException, IOException, InterruptedException {
        if (!request.push()) {
            throw new DeliveryException("imageBuild: jib has nowhere to keep an image that is not pushed; use docker");
        }
        RegistryAccess base = request.base().equals("scratch") || request.base().startsWith("tar:")
                ? null
                : RegistryAccess.of(
                        ImageReference.parse(request.base()).registry(), null, delivery.settings(), delivery.secrets());
        if (target.caCertificate() != null || (base != null && base.caCertificate() != null)) {
            throw new DeliveryException("imageBuild: jib trusts only what the agent's Java trusts; add the CA of "
                    + target.host() + " there, or build with docker");
        }
        try {
            return Digest.parse(delivery.workspace().act(new JibTask(request, target, base)));
        } catch (IOException e) {
            throw new DeliveryException("imageBuild: " + e.getMessage(), e);
        }
    }
}
