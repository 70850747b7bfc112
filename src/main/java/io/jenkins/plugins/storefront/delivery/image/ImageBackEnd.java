package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Something that builds images. */
interface ImageBackEnd {
    /** As users name it. */
    String name();

    /** What it can do at best; what an agent's own can do {@link #probe} says. */
    Set<Ability> abilities();

    /** Looks what there is on the agent. Nothing there is no error. */
    Offer probe() throws DeliveryException, IOException, InterruptedException;

    /**
     * Builds and, where asked for, pushes.
     *
     * @return the image id, or the digest that was pushed; what counts is asked of the registry afterwards
     */
    String build(BuildJob job) throws DeliveryException, IOException, InterruptedException;

    /**
     * What a back end offers on one agent.
     *
     * @param version of the program, or why it cannot be used
     * @param present whether it can be used
     * @param abilities empty where it cannot
     */
    record Offer(boolean present, String version, List<Ability> abilities) {
        static Offer of(String version, Set<Ability> abilities) {
            return new Offer(true, version, List.copyOf(abilities));
        }

        static Offer none(String why) {
            return new Offer(false, why, List.of());
        }
    }
}
