package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest or an index byte for byte, so that a copy keeps its digest, and what it refers to (opencontainers/image-spec, manifest.md
 * and image-index.md; Docker's schema 2 and manifest list have the same fields). Immutable.
 */
public final class Manifest implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Digest digest;
    private final String mediaType;
    private final byte[] content;
    private final Descriptor config;
    private final ArrayList<Descriptor> layers;
    private final ArrayList<Part> parts;
    private final LinkedHashMap<String, String> annotations;

    /**
     * One entry of an index.
     *
     * @param platform such as {@code linux/arm64/v8}, or null where it is no image to run, such as an attestation
     */
    public record Part(String platform, Descriptor manifest) implements Serializable {}

    Manifest(
            Digest digest,
            String mediaType,
            byte[] content,
            Descriptor config,
            List<Descriptor> layers,
            List<Part> parts,
            Map<String, String> annotations) {
        this.digest = digest;
        this.mediaType = mediaType;
        this.content = content.clone();
        this.config = config;
        this.layers = new ArrayList<>(layers);
        this.parts = new ArrayList<>(parts);
        this.annotations = new LinkedHashMap<>(annotations);
    }

    public Digest digest() {
        return digest;
    }

    public String mediaType() {
        return mediaType;
    }

    /** As the registry sent it. */
    public byte[] content() {
        return content.clone();
    }

    /** Empty for an index. */
    public Optional<Descriptor> config() {
        return Optional.ofNullable(config);
    }

    /** Lowest first; empty for an index. */
    public List<Descriptor> layers() {
        return List.copyOf(layers);
    }

    /** The entries of an index; empty for one image. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    public boolean isIndex() {
        return config == null;
    }

    public Map<String, String> annotations() {
        return new LinkedHashMap<>(annotations);
    }

    /** Compressed size in bytes of configuration and layers; 0 for an index, whose parts have the sizes. */
    long ownSize() {
        return (config == null ? 0 : config.size())
                + layers.stream().mapToLong(Descriptor::size).sum();
    }

    @Override
    public String toString() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
