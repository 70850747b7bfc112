package io.jenkins.plugins.storefront.delivery.image.promote;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a promotion is asked for; checked once, here.
 *
 * @param step the step's name, for messages
 * @param from with a tag, a digest or both
 * @param to repository, without tag and digest; that of {@code from} to add tags only
 * @param tags without repository; may be empty where {@code to} is another repository
 * @param fromCredentialsId login to the registry of {@code from}, or null for what is configured
 * @param toCredentialsId login to the registry of {@code to}, or null for what is configured
 */
public record PromoteRequest(
        String step,
        ImageReference from,
        ImageReference to,
        List<String> tags,
        String fromCredentialsId,
        String toCredentialsId) {
    /** The grammar of tags (distribution specification, "Pulling manifests"). */
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    public PromoteRequest {
        tags = List.copyOf(new LinkedHashSet<>(tags));
    }

    /**
     * Takes what a user wrote.
     *
     * @param tags those of {@code from} where there is none
     */
    public static PromoteRequest promotion(
            String from, String to, List<String> tags, String fromCredentialsId, String toCredentialsId)
            throws DeliveryException {
        String step = "imagePromote";
        ImageReference source = source(step, from);
        ImageReference target = ImageReference.parse(to);
        if (target.tag() != null || target.digest() != null) {
            throw new DeliveryException(step + ": give the tag of '" + to + "' in 'tags'");
        }
        List<String> all = tags.isEmpty() && source.tag() != null ? List.of(source.tag()) : tags;
        if (all.isEmpty() && target.name().equals(source.name())) {
            throw new DeliveryException(
                    step + ": " + to + " is where the image is already; name another repository, or tags");
        }
        return new PromoteRequest(step, source, target, checked(step, all), fromCredentialsId, toCredentialsId);
    }

    /** Takes what a user wrote. */
    public static PromoteRequest tagging(String image, List<String> tags, String credentialsId)
            throws DeliveryException {
        String step = "imageTag";
        ImageReference source = source(step, image);
        if (tags.isEmpty()) {
            throw new DeliveryException(step + ": name at least one of 'tags'");
        }
        return new PromoteRequest(step, source, source, checked(step, tags), credentialsId, credentialsId);
    }

    /** An image that is named to the point: nobody means {@code latest} by leaving the tag out. */
    public static ImageReference source(String step, String text) throws DeliveryException {
        ImageReference image = ImageReference.parse(text);
        if (image.tag() == null && image.digest() == null) {
            throw new DeliveryException(step + ": '" + text + "' names a repository; add the tag or, better, the digest"
                    + ", such as the reference that imageBuild returns");
        }
        return image;
    }

    private static List<String> checked(String step, List<String> tags) throws DeliveryException {
        for (String tag : tags) {
            if (!TAG.matcher(tag).matches()) {
                throw new DeliveryException(step + ": '" + tag.replaceAll("\\p{Cntrl}", "?")
                        + "' is no tag; a tag has letters, digits, '_', '.' and '-', begins with none of the last two,"
                        + " and is at most 128 characters long");
            }
        }
        return tags;
    }
}
