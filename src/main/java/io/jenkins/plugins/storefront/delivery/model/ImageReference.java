package io.jenkins.plugins.storefront.delivery.model;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an image is: registry, repository, and a tag, a digest or both.
 *
 * <p>The grammar is that of distribution/reference; a first part with a dot, a colon or {@code localhost} is the registry,
 * everything else is on Docker Hub, whose registry is written {@code docker.io} and whose official images are in {@code library/}.
 *
 * @param registry host, and port where there is one
 * @param repository path within the registry, lower case
 * @param tag or null
 * @param digest or null
 */
public record ImageReference(String registry, String repository, String tag, Digest digest) implements Serializable {
    private static final String DOCKER_HUB = "docker.io";
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<registry>(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*(?::[0-9]{1,5})?)/)?"
                    + "(?<repository>[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>[A-Za-z0-9]+:[0-9a-f]+))?");

    /** Longest name that registries accept, in characters (distribution/reference, NameTotalLengthMax). */
    private static final int LONGEST_NAME = 255;

    public ImageReference {
        if (registry == null || repository == null) {
            throw new IllegalArgumentException("an image reference needs a registry and a repository");
        }
    }

    /** Parses what a user wrote; refuses shell characters, options, upper case and line breaks (compare SECURITY-1878). */
    public static ImageReference parse(String text) throws DeliveryException {
        String given = text == null ? "" : text.trim();
        Matcher matcher = FORM.matcher(given);
        if (!matcher.matches()) {
            throw new DeliveryException(
                    "'" + printable(given)
                            + "' is no image reference; expected [registry[:port]/]repository[:tag][@digest] with a lower-case repository");
        }
        String registry = matcher.group("registry");
        String repository = matcher.group("repository");
        if (registry != null && !registry.contains(".") && !registry.contains(":") && !registry.equals("localhost")) {
            repository = registry + "/" + repository;
            registry = null;
            if (!repository.equals(repository.toLowerCase(java.util.Locale.ROOT))) {
                throw new DeliveryException("the repository of '" + given + "' must be lower case");
            }
        }
        if (registry == null) {
            registry = DOCKER_HUB;
            repository = repository.contains("/") ? repository : "library/" + repository;
        }
        if (registry.length() + 1 + repository.length() > LONGEST_NAME) {
            throw new DeliveryException(
                    "the image name '" + given + "' is longer than " + LONGEST_NAME + " characters");
        }
        String digest = matcher.group("digest");
        return new ImageReference(
                registry, repository, matcher.group("tag"), digest == null ? null : Digest.parse(digest));
    }

    public ImageReference withTag(String newTag) {
        return new ImageReference(registry, repository, newTag, null);
    }

    /** The same repository, named by digest alone: what later stages deploy. */
    public ImageReference at(Digest newDigest) {
        return new ImageReference(registry, repository, null, newDigest);
    }

    /** Registry and repository, without tag and digest. */
    public String name() {
        return registry + "/" + repository;
    }

    public Optional<String> optionalTag() {
        return Optional.ofNullable(tag);
    }

    public Optional<Digest> optionalDigest() {
        return Optional.ofNullable(digest);
    }

    @Override
    public String toString() {
        return name() + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }

    private static String printable(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", "?");
        return safe.length() > 120 ? safe.substring(0, 120) + "…" : safe;
    }
}
