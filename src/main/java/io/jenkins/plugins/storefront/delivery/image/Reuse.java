package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.image.registry.Registries;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.image.registry.StoredPlatform;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceLost;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the image that a content key names, and writes down which one it is: a note in the image's repository, tagged with the key. A
 * registry that cannot do that costs a build, never a failure.
 */
final class Reuse {
    /** Clocks of controllers that share a registry differ a little. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final DeliveryContext delivery;
    private final RegistryAccess access;
    private final ImageBuildRequest request;
    private final ContentKey key;

    /** Makes the key once more, after the build. */
    interface Again {
        ContentKey key() throws DeliveryException, IOException, InterruptedException;
    }

    /** @param key or null where there is none */
    Reuse(DeliveryContext delivery, RegistryAccess access, ImageBuildRequest request, ContentKey key) {
        this.delivery = delivery;
        this.access = access;
        this.request = request;
        this.key = key;
    }

    /** The image of that key, if it is there and young enough; it has the request's tags then. */
    Optional<ReusableImage> find() throws IOException, InterruptedException {
        if (key == null
                || request.docker().noCache()
                || request.reuse().maxAge().isZero()) {
            return Optional.empty();
        }
        Instant now = delivery.clock().instant();
        Instant oldest = now.minus(request.reuse().maxAge());
        FindReusable.Answer answer;
        try {
            answer = Registries.of(delivery)
                    .work(
                            access,
                            new FindReusable(request.image(), key.tag(), request.tags(), oldest, now.plus(AHEAD)),
                            FindReusable.Answer.class);
        } catch (DeliveryException e) {
            WorkspaceLost lost = WorkspaceLost.in(e).orElse(null);
            if (lost != null) {
                throw lost;
            }
            say("whether the registry has it already cannot be known or used: " + e.getMessage());
            return Optional.empty();
        }
        if (answer.taken()) {
            say("nothing that goes in has changed since " + answer.image().built() + "; "
                    + answer.image().digest() + " is taken again");
            return Optional.of(answer.image());
        } else if (answer.image() != null) {
            say("the one that the registry has was built " + answer.image().built()
                    + ", which is not within maxAge; it is built anew");
        }
        return Optional.empty();
    }

    /**
     * Writes down that this image is that of the key, unless something changed while it was built.
     *
     * @param again makes the key anew
     */
    void record(Digest digest, List<StoredPlatform> platforms, String builder, KeyMaker.Keyed keyed, Again again)
            throws DeliveryException, IOException, InterruptedException {
        if (key == null) {
            return;
        }
        String expected = request.platforms().isEmpty() ? keyed.platform() : null;
        if (expected != null && platforms.stream().noneMatch(one -> Platforms.same(one.platform(), expected))) {
            say("was built for "
                    + platforms.stream().map(StoredPlatform::platform).toList() + " and not for the agent's "
                    + expected + "; it is not taken again");
            return;
        }
        ContentKey now = again.key();
        if (now == null || !now.tag().equals(key.tag())) {
            say("something that goes in changed while it was built; it is not taken again");
            return;
        }
        ReusableImage note = new ReusableImage(digest, delivery.clock().instant(), builder, new ArrayList<>(platforms));
        try {
            Registries.of(delivery).work(access, new WriteKey(request.image().withTag(key.tag()), note), Digest.class);
        } catch (DeliveryException e) {
            say("the key could not be written down, so it will be built again: " + e.getMessage());
        }
    }

    private void say(String text) {
        delivery.events().publish(new Remark(delivery.clock().instant(), false, "image of " + request.service(), text));
    }
}
