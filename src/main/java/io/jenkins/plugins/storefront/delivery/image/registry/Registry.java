package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image registry: what it holds, and changes of names in it. An image is looked up by digest where the reference has one, else by
 * tag, else by {@code latest}. Implementations are thread-safe.
 *
 * <p>Every operation throws {@link DeliveryException} with a sentence that says which registry did what and what to do: a refused login,
 * no right, an untrusted certificate, a connection refused, too many requests, an answer that is none. A repeated call does no harm.
 */
public interface Registry {
    /**
     * The digest that a reference stands for now, by a request that sends no content and that Docker Hub does not count.
     *
     * @return empty where the registry answers that it holds no such image
     */
    Optional<Digest> resolve(ImageReference image) throws DeliveryException, InterruptedException;

    /** Digest, media type and size; of an index, the size of all its images. Empty as above. */
    Optional<StoredImage> find(ImageReference image) throws DeliveryException, InterruptedException;

    /** The manifest or index itself. Empty as above. */
    Optional<Manifest> manifest(ImageReference image) throws DeliveryException, InterruptedException;

    /**
     * The images to run that a reference stands for: those of an index, in its order, or the one.
     *
     * @throws DeliveryException if there is no such image, too
     */
    List<StoredPlatform> platforms(ImageReference image) throws DeliveryException, InterruptedException;

    /**
     * The configuration of an image; of an index, that of its first image.
     *
     * @throws DeliveryException if there is no such image, too
     */
    ImageConfig config(ImageReference image) throws DeliveryException, InterruptedException;

    /**
     * Points a tag of the same repository to an image, and reads back that it does. Nothing is written where it does already.
     *
     * @return the digest that the tag points to now
     * @throws DeliveryException if there is no such image, or the repository does not let tags be moved, too
     */
    Digest tag(ImageReference image, String tag) throws DeliveryException, InterruptedException;

    /**
     * Points a tag to a manifest without content that holds these annotations: a note beside the images of a repository. Any registry
     * that takes OCI images takes it (opencontainers/image-spec, manifest.md, "Guidelines for Artifact Usage").
     *
     * @param tagged repository and tag
     * @param artifactType a media type that says what the note is
     * @return its digest
     */
    Digest note(ImageReference tagged, String artifactType, Map<String, String> annotations)
            throws DeliveryException, InterruptedException;

    /**
     * Writes an image anew with more annotations, as an OCI manifest or index, and points tags to it, or none to have it by digest. An
     * annotation that it has already stays; where it has all of them the image itself is tagged. The images of an index stay as they are.
     *
     * @return the digest of what has the annotations
     * @throws DeliveryException if there is no such image, or the repository does not let tags be moved, too
     */
    Digest annotate(ImageReference image, Map<String, String> annotations, List<String> tags)
            throws DeliveryException, InterruptedException;

    /**
     * Writes a manifest under a tag, or under its digest where the reference has no tag, and reads back that it is there. What it refers
     * to must be in the repository.
     *
     * @return its digest
     */
    Digest put(ImageReference tagged, String mediaType, byte[] manifest) throws DeliveryException, InterruptedException;
}
