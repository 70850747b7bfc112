package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Chooses the back end of a build: the first that is on the agent and can do what was asked. */
final class Builders {
    /** What {@code builder} may say; {@code docker} is the first of {@code buildx} and {@code docker-classic}. */
    static final List<String> NAMES =
            List.of(ImageBuildRequest.AUTO, "docker", "buildx", "docker-classic", "podman", "buildah", "jib");

    private final DeliveryContext delivery;
    private final List<ImageBackEnd> all;
    private final ProbeMemory memory;

    /**
     * A decision.
     *
     * @param why in a few words, for the log
     */
    record Choice(ImageBackEnd backEnd, String why) {}

    Builders(DeliveryContext delivery, ProbeMemory memory) {
        this.delivery = delivery;
        this.all = List.of(
                new BuildxBackEnd(delivery),
                new DockerClassicBackEnd(delivery),
                new PodmanBackEnd(delivery),
                new BuildahBackEnd(delivery),
                new JibBackEnd(delivery));
        this.memory = memory;
    }

    /** Everything that a request asks of its back end. */
    static Set<Ability> needs(ImageBuildRequest request, Dockerfile dockerfile) throws DeliveryException {
        Set<Ability> needs = EnumSet.of(request.layered() ? Ability.LAYERS : Ability.DOCKERFILE);
        if (request.platforms().size() > 1) {
            needs.add(Ability.PLATFORMS);
        } else if (!request.platforms().isEmpty()) {
            needs.add(Ability.ONE_PLATFORM);
        }
        if (!request.push()) {
            needs.add(Ability.KEEP);
        }
        ImageBuildRequest.Docker docker = request.docker();
        if (!request.layered()) {
            add(needs, !docker.secrets().isEmpty(), Ability.SECRETS);
            add(needs, !docker.ssh().isEmpty(), Ability.SSH);
            caches(needs, docker.cacheFrom(), Ability.CACHE_FROM, Ability.CACHE_FROM_TAG);
            caches(needs, docker.cacheTo(), Ability.CACHE_TO, Ability.CACHE_TO_TAG);
        }
        if (dockerfile != null) {
            needs.addAll(dockerfile.needs());
        }
        return needs;
    }

    private static void add(Set<Ability> needs, boolean asked, Ability ability) {
        if (asked) {
            needs.add(ability);
        }
    }

    private static void caches(Set<Ability> needs, List<String> images, Ability any, Ability tagged)
            throws DeliveryException {
        for (String image : images) {
            needs.add(ImageReference.parse(image).tag() == null ? any : tagged);
        }
    }

    /** Refuses at once what no agent's back end of that name could do. */
    void check(ImageBuildRequest request, Dockerfile dockerfile) throws DeliveryException {
        Set<Ability> needs = needs(request, dockerfile);
        List<ImageBackEnd> candidates = candidates(request);
        if (candidates.stream().noneMatch(one -> one.abilities().containsAll(needs))) {
            List<String> reasons = candidates.stream()
                    .map(one -> one.name() + " cannot " + lacking(needs, one.abilities()))
                    .toList();
            throw new DeliveryException("imageBuild: " + String.join("; ", reasons) + others(needs, candidates));
        }
    }

    /** Names who could. */
    private String others(Set<Ability> needs, List<ImageBackEnd> candidates) {
        List<String> able = all.stream()
                .filter(one -> !candidates.contains(one) && one.abilities().containsAll(needs))
                .map(ImageBackEnd::name)
                .toList();
        return able.isEmpty() ? "" : "; use " + String.join(" or ", able);
    }

    /** What the back end of that name offers here; nothing where it cannot be used. */
    Set<Ability> abilities(String name) {
        try {
            for (ImageBackEnd one : all) {
                if (one.name().equals(name)) {
                    return Set.copyOf(memory.of(one).abilities());
                }
            }
            return Set.of();
        } catch (DeliveryException | IOException e) {
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }

    private List<ImageBackEnd> candidates(ImageBuildRequest request) {
        String name = request.layered() ? "jib" : request.builder();
        return all.stream()
                .filter(one -> one.name().equals(name)
                        || name.equals("docker") && one instanceof BuildxBackEnd
                        || name.equals("docker") && one instanceof DockerClassicBackEnd
                        || name.equals(ImageBuildRequest.AUTO) && !(one instanceof JibBackEnd))
                .toList();
    }

    private static String lacking(Set<Ability> needs, java.util.Collection<Ability> has) {
        return String.join(
                " nor ",
                needs.stream()
                        .filter(one -> !has.contains(one))
                        .map(Ability::words)
                        .toList());
    }

    /**
     * Probes the candidates one after another until one fits.
     *
     * @throws DeliveryException saying of each what keeps it from building this
     */
    Choice choose(ImageBuildRequest request, Dockerfile dockerfile)
            throws DeliveryException, IOException, InterruptedException {
        Set<Ability> needs = needs(request, dockerfile);
        List<String> passed = new ArrayList<>();
        for (ImageBackEnd one : candidates(request)) {
            if (!one.abilities().containsAll(needs)) {
                passed.add(one.name() + " cannot " + lacking(needs, one.abilities()));
                continue;
            }
            ImageBackEnd.Offer offer = memory.of(one);
            if (!offer.present()) {
                passed.add(one.name() + " is not usable: " + offer.version());
            } else if (!offer.abilities().containsAll(needs)) {
                passed.add(one.name() + " " + offer.version() + " cannot " + lacking(needs, offer.abilities()));
            } else {
                String version = one.name() + (offer.version().isEmpty() ? "" : " " + offer.version());
                return new Choice(one, why(request, version, passed));
            }
        }
        throw new DeliveryException("imageBuild: nothing on "
                + delivery.workspace().describe() + " can build this: " + String.join("; ", passed));
    }

    private static String why(ImageBuildRequest request, String found, List<String> passed) {
        String reason = request.layered() && !request.builder().equals("jib")
                ? "base and layers are given"
                : request.builder().equals(ImageBuildRequest.AUTO) ? "the first that can" : "asked for";
        return found + ", " + reason + (passed.isEmpty() ? "" : ": " + String.join("; ", passed));
    }
}
