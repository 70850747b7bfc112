package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.image.registry.Manifest;
import io.jenkins.plugins.storefront.delivery.image.registry.Registry;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the image that a content key names, and writes down which one it is: a note in the image's repository, tagged with the key, that
 * holds digest, time and builder. A registry that cannot do that costs a build, never a failure.
 */
final class Reuse {
    private static final String TYPE = "application/vnd.storefront.image-key.v1";
    private static final String DIGEST = "io.jenkins.plugins.storefront.image";
    private static final String BUILT = "io.jenkins.plugins.storefront.built";
    private static final String BUILDER = "io.jenkins.plugins.storefront.builder";

    /** Clocks of controllers that share a registry differ a little. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final DeliveryContext delivery;
    private final Registry registry;
    private final ImageBuildRequest request;
    private final ContentKey key;

    /** An image that will do. */
    record Found(Digest digest, String builder) {}

    /** Makes the key once more, after the build. */
    interface Again {
        ContentKey key() throws DeliveryException, IOException, InterruptedException;
    }

    /** @param key or null where there is none */
    Reuse(DeliveryContext delivery, Registry registry, ImageBuildRequest request, ContentKey key) {
        this.delivery = delivery;
        this.registry = registry;
        this.request = request;
        this.key = key;
    }

    /** The image of that key, if it is there and young enough. */
    Optional<Found> find() throws InterruptedException {
        if (key == null
                || request.docker().noCache()
                || request.reuse().maxAge().isZero()) {
            return Optional.empty();
        }
        try {
            Optional<Manifest> note = registry.manifest(request.image().withTag(key.tag()));
            return note.isEmpty() ? Optional.empty() : read(note.get().annotations());
        } catch (DeliveryException e) {
            say("it is not known whether the registry has it already: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Found> read(Map<String, String> note) throws DeliveryException, InterruptedException {
        Digest digest;
        Instant built;
        try {
            digest = new Digest(note.get(DIGEST));
            built = Instant.parse(String.valueOf(note.get(BUILT)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty(); // no note of ours
        }
        Instant now = delivery.clock().instant();
        Duration age = Duration.between(built, now);
        if (age.compareTo(request.reuse().maxAge()) >= 0 || built.isAfter(now.plus(AHEAD))) {
            say("built " + built + ", which is older than maxAge; it is built anew");
            return Optional.empty();
        } else if (registry.resolve(request.image().at(digest)).isEmpty()) {
            return Optional.empty(); // the registry has cleaned it up
        }
        say("nothing that goes in has changed since " + built + "; " + digest + " is taken again");
        return Optional.of(new Found(digest, note.getOrDefault(BUILDER, "")));
    }

    /**
     * Writes down that this image is that of the key, unless something changed while it was built.
     *
     * @param again makes the key anew
     */
    void record(BuiltImage built, KeyMaker.Keyed keyed, Again again)
            throws DeliveryException, IOException, InterruptedException {
        if (key == null) {
            return;
        }
        String expected = request.platforms().isEmpty() ? keyed.platform() : null;
        if (expected != null && built.platforms().keySet().stream().noneMatch(one -> Platforms.same(one, expected))) {
            say("was built for " + built.platforms().keySet() + " and not for the agent's " + keyed.platform()
                    + "; it is not taken again");
            return;
        }
        ContentKey now = again.key();
        if (now == null || !now.tag().equals(key.tag())) {
            say("something that goes in changed while it was built; it is not taken again");
            return;
        }
        Map<String, String> note = new LinkedHashMap<>();
        note.put(DIGEST, built.digest().value());
        note.put(BUILT, delivery.clock().instant().toString());
        note.put(BUILDER, built.builder());
        try {
            registry.note(request.image().withTag(key.tag()), TYPE, note);
        } catch (DeliveryException e) {
            say("the key could not be written down, so it will be built again: " + e.getMessage());
        }
    }

    private void say(String text) {
        delivery.events().publish(new Remark(delivery.clock().instant(), false, "image of " + request.service(), text));
    }
}
