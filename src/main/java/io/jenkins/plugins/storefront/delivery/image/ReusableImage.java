package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.image.registry.StoredPlatform;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is written down of an image under its content key. Platforms and sizes are what the registry told when it was built: a digest never
 * stands for anything else.
 *
 * @param built when
 * @param builder back end that built it
 */
record ReusableImage(Digest digest, Instant built, String builder, ArrayList<StoredPlatform> platforms)
        implements Serializable {
    private static final String DIGEST = "io.jenkins.plugins.storefront.image";
    private static final String BUILT = "io.jenkins.plugins.storefront.built";
    private static final String BUILDER = "io.jenkins.plugins.storefront.builder";
    private static final String PLATFORMS = "io.jenkins.plugins.storefront.platforms";

    /** As annotations of a note. */
    Map<String, String> written() {
        Map<String, String> note = new LinkedHashMap<>();
        note.put(DIGEST, digest.value());
        note.put(BUILT, built.toString());
        note.put(BUILDER, builder);
        List<String> all = platforms.stream()
                .map(one -> one.platform() + " " + one.digest() + " " + one.size())
                .toList();
        note.put(PLATFORMS, String.join(",", all));
        return note;
    }

    /** Reads what {@link #written} gave; nothing where it is no note of ours. */
    static Optional<ReusableImage> read(Map<String, String> note) {
        try {
            ArrayList<StoredPlatform> platforms = new ArrayList<>();
            for (String one : note.getOrDefault(PLATFORMS, "").split(",")) {
                String[] parts = one.split(" ");
                platforms.add(new StoredPlatform(parts[0], new Digest(parts[1]), Long.parseLong(parts[2])));
            }
            return Optional.of(new ReusableImage(
                    new Digest(note.get(DIGEST)),
                    Instant.parse(note.getOrDefault(BUILT, "")),
                    note.getOrDefault(BUILDER, ""),
                    platforms));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
