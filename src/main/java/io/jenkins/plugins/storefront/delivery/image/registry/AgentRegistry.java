package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry that is asked from the machine of the workspace: it may be reached from there only. */
final class AgentRegistry implements Registry {
    private final Workspace workspace;
    private final RegistryAccess access;

    AgentRegistry(Workspace workspace, RegistryAccess access) {
        this.workspace = workspace;
        this.access = access;
    }

    @Override
    public Optional<Digest> resolve(ImageReference image) throws DeliveryException, InterruptedException {
        return Optional.ofNullable(RegistryTask.resolve(access, image).on(workspace, Digest.class));
    }

    @Override
    public Optional<StoredImage> find(ImageReference image) throws DeliveryException, InterruptedException {
        return Optional.ofNullable(RegistryTask.find(access, image).on(workspace, StoredImage.class));
    }

    @Override
    public Optional<Manifest> manifest(ImageReference image) throws DeliveryException, InterruptedException {
        return Optional.ofNullable(RegistryTask.manifest(access, image).on(workspace, Manifest.class));
    }

    @Override
    public List<StoredPlatform> platforms(ImageReference image) throws DeliveryException, InterruptedException {
        return RegistryTask.platforms(access, image).on(workspace, List.class).stream()
                .map(StoredPlatform.class::cast)
                .toList();
    }

    @Override
    public ImageConfig config(ImageReference image) throws DeliveryException, InterruptedException {
        return RegistryTask.config(access, image).on(workspace, ImageConfig.class);
    }

    @Override
    public Digest tag(ImageReference image, String tag) throws DeliveryException, InterruptedException {
        return RegistryTask.tag(access, image, tag).on(workspace, Digest.class);
    }

    @Override
    public Digest note(ImageReference tagged, String artifactType, Map<String, String> annotations)
            throws DeliveryException, InterruptedException {
        return RegistryTask.note(access, tagged, artifactType, annotations).on(workspace, Digest.class);
    }

    @Override
    public Digest annotate(ImageReference image, Map<String, String> annotations, List<String> tags)
            throws DeliveryException, InterruptedException {
        return RegistryTask.annotate(access, image, annotations, tags).on(workspace, Digest.class);
    }

    @Override
    public Digest put(ImageReference tagged, String mediaType, byte[] manifest)
            throws DeliveryException, InterruptedException {
        return RegistryTask.put(access, tagged, mediaType, manifest).on(workspace, Digest.class);
    }
}
