package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Copies an image between repositories and registries, byte for byte, so that it keeps its digest: an index with all its platforms, and
 * what else is in it, such as attestations. Done again, it only looks. Not thread-safe.
 */
public final class ImageCopier {
    private final HttpRegistry from;
    private final HttpRegistry to;
    private long sent;
    private long mounted;
    private long present;

    /**
     * What was done.
     *
     * @param digest of the image, the same at both ends
     * @param sent bytes of layers that went over the network
     * @param mounted bytes that the target registry took from another repository of its own
     * @param present bytes that were there already
     */
    public record Copied(Digest digest, long sent, long mounted, long present) implements Serializable {}

    public ImageCopier(HttpRegistry from, HttpRegistry to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies and then points the tags, one after another, to what was copied; each is read back.
     *
     * @param source with tag or digest; a tag is resolved once
     * @param target repository; tag and digest do not matter
     * @param tags may be empty: then the image is there by digest only
     */
    public Copied copy(ImageReference source, ImageReference target, List<String> tags)
            throws DeliveryException, InterruptedException {
        Manifest manifest = from.manifest(source)
                .orElseThrow(() -> new DeliveryException("the registry " + source.registry() + " holds no "
                        + HttpRegistry.named(source) + "; check name and tag, and that it was pushed"));
        ImageReference pinned = source.at(manifest.digest());
        sent = 0;
        mounted = 0;
        present = 0;
        if (!pinned.name().equals(target.name())) {
            content(pinned, target, manifest, new HashSet<>());
        }
        to.put(target.at(manifest.digest()), manifest);
        for (String tag : tags) {
            to.put(target.withTag(tag), manifest);
        }
        return new Copied(manifest.digest(), sent, mounted, present);
    }

    /** Everything that a manifest refers to, before the manifest itself. */
    private void content(ImageReference source, ImageReference target, Manifest manifest, Set<Digest> done)
            throws DeliveryException, InterruptedException {
        for (Manifest.Part part : manifest.parts()) {
            Digest digest = part.manifest().digest();
            Manifest one = from.manifest(source.at(digest))
                    .orElseThrow(() -> new DeliveryException("the index " + HttpRegistry.named(source) + " names "
                            + digest + ", which the registry " + source.registry()
                            + " does not hold; push the whole index there, or build it with fewer platforms"));
            if (done.add(digest)) {
                content(source, target, one, done);
                to.put(target.at(digest), one);
            }
        }
        List<Descriptor> blobs = new ArrayList<>();
        manifest.config().ifPresent(blobs::add);
        blobs.addAll(manifest.layers());
        for (Descriptor blob : blobs) {
            if (!isElsewhere(blob) && done.add(blob.digest())) {
                blob(source, target, blob);
            }
        }
    }

    /** Layers that registries refer to but do not hold (image-spec, layer.md, "Non-Distributable Layers"). */
    private static boolean isElsewhere(Descriptor blob) {
        return blob.mediaType().contains(".nondistributable.")
                || blob.mediaType().contains(".foreign.");
    }

    private void blob(ImageReference source, ImageReference target, Descriptor blob)
            throws DeliveryException, InterruptedException {
        Blobs there = new Blobs(to.http(), target.repository());
        if (there.has(blob.digest())) {
            present += blob.size();
        } else if (source.registry().equals(target.registry()) && there.mount(blob.digest(), source.repository())) {
            mounted += blob.size();
        } else {
            Blobs here = new Blobs(from.http(), source.repository());
            there.push(blob, offset -> here.open(blob.digest(), offset));
            sent += blob.size();
        }
    }
}
