package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.PromotedImage;
import io.jenkins.plugins.storefront.delivery.model.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Replaces images in pod templates by what this release built. An image is replaced where it is named explicitly, where it is just
 * the name of a service of the release, or where its repository path is that of an image of the release, in whatever registry. Where the release
 * promoted an image to just that repository, it is taken from there.
 */
public final class ImagePinner {
    private static final List<String> CONTAINERS = List.of("containers", "initContainers", "ephemeralContainers");

    private final Map<String, String> explicit;
    private final Map<String, String> byService = new TreeMap<>();
    private final Map<String, String> byName = new TreeMap<>();
    private final Map<String, String> byPath = new TreeMap<>();
    private final Map<String, String> pinned = new TreeMap<>();
    private final Set<String> mutable = new TreeSet<>();
    private final Set<String> unused;

    /**
     * @param release whose images are deployed
     * @param explicit image as written in a manifest (with or without its tag) to the reference that replaces it
     */
    public ImagePinner(Release release, Map<String, String> explicit) throws DeliveryException {
        this.explicit = new LinkedHashMap<>(explicit);
        this.unused = new TreeSet<>(explicit.keySet());
        for (String reference : explicit.values()) {
            ImageReference.parse(reference);
        }
        for (BuiltImage image : release.images().values()) {
            byName.put(image.reference().name(), image.reference().toString());
            byService.put(image.service().value(), image.reference().toString());
            byPath.put(image.reference().repository(), image.reference().toString());
        }
        for (PromotedImage image : release.promotions()) {
            byName.put(image.reference().name(), image.reference().toString());
        }
    }

    /** The manifest with its images replaced. */
    public Manifest pin(Manifest manifest) throws DeliveryException {
        Map<String, Object> copy = manifest.deepCopy();
        visit(copy, manifest.ref().toString());
        return new Manifest(copy);
    }

    /** From now on these images, as written, are replaced too: what a registry said of their tags. */
    public void learn(Map<String, String> resolved) {
        explicit.putAll(resolved);
        mutable.removeAll(resolved.keySet());
    }

    /** Every replacement so far: image as written to reference. */
    public Map<String, String> pinned() {
        return Map.copyOf(pinned);
    }

    /** Images that stay as written and that somebody could move: they have no digest. */
    public Set<String> mutable() {
        return Set.copyOf(mutable);
    }

    /** Explicit images that no manifest names: probably a slip. */
    public Set<String> unused() {
        return Set.copyOf(unused);
    }

    private void visit(Object value, String where) throws DeliveryException {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (CONTAINERS.contains(entry.getKey()) && entry.getValue() instanceof List<?> containers) {
                    for (Object container : containers) {
                        container(container, where);
                    }
                } else {
                    visit(entry.getValue(), where);
                }
            }
        } else if (value instanceof List<?> list) {
            for (Object item : new ArrayList<>(list)) {
                visit(item, where);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void container(Object container, String where) throws DeliveryException {
        if (!(container instanceof Map<?, ?>) || !(Fields.at(container, "image") instanceof String image)) {
            return;
        }
        String replacement = replacement(image, where);
        if (replacement != null) {
            ((Map<String, Object>) container).put("image", replacement);
            if (!pinned.containsValue(image)) { // else it was replaced before, and comes by another time
                pinned.put(image, replacement);
            }
        } else if (!image.contains("@")) {
            mutable.add(image);
        }
    }

    private String replacement(String image, String where) throws DeliveryException {
        String untagged = image.replaceFirst("@.*$", "").replaceFirst(":[^:/]*$", "");
        for (String name : List.of(image, untagged)) {
            if (explicit.containsKey(name)) {
                unused.remove(name);
                return explicit.get(name);
            }
        }
        if (byService.containsKey(untagged)) {
            return byService.get(untagged);
        }
        try {
            ImageReference named = ImageReference.parse(image);
            return byName.getOrDefault(named.name(), byPath.get(named.repository()));
        } catch (DeliveryException e) {
            throw new DeliveryException(where + ": " + e.getMessage(), e);
        }
    }
}
