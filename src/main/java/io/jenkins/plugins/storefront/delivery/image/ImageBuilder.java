package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ImageBuildStarted;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.image.registry.Registries;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Builds images with the back end that fits, or takes one that the registry holds already, and has its digest from the registry and from
 * nowhere else. Thread-safe: several services may be built by one at a time.
 */
public final class ImageBuilder {
    private final DeliveryContext delivery;
    private final ProbeMemory memory;
    private final Builders builders;
    private final BaseImages bases;
    private final Registries registries;

    public ImageBuilder(DeliveryContext delivery) {
        this.delivery = delivery;
        this.memory = new ProbeMemory(delivery);
        this.builders = new Builders(delivery, memory);
        this.registries = Registries.of(delivery);
        this.bases = new BaseImages(registries);
    }

    private ImageBuilder(DeliveryContext delivery, ImageBuilder other) {
        this.delivery = delivery;
        this.memory = other.memory;
        this.builders = new Builders(delivery, memory);
        this.registries = Registries.of(delivery);
        this.bases = other.bases;
    }

    /** The same with another context of the same step: what was found out about agent and registries is known to both. */
    ImageBuilder with(DeliveryContext branch) {
        return new ImageBuilder(branch, this);
    }

    /** Builds; call on a pool thread. */
    public BuiltImage build(ImageBuildRequest asked) throws DeliveryException, IOException, InterruptedException {
        ImageBuildRequest request = asked.checked();
        Instant begin = now();
        SecretArguments.warn(request, delivery);
        builders.check(request, null);
        RegistryAccess access = registries.access(request.image().registry(), request.credentialsId());
        boolean wanted = request.reuse().wanted() && request.push();
        KeyMaker.Keyed keyed = new KeyMaker(delivery, bases)
                .make(request, wanted || request.reuse().explain());
        builders.check(request, keyed.dockerfile());
        explain(request, keyed);
        ImageResult result = new ImageResult(request, begin, delivery.clock());
        Reuse reuse = new Reuse(delivery, access, request, wanted ? keyed.key() : null);
        Optional<ReusableImage> found = reuse.find();
        BuiltImage built =
                found.isPresent() ? result.reused(found.get()) : build(request, keyed, access, result, reuse, begin);
        delivery.events().publish(new ImageBuilt(now(), built));
        return built;
    }

    private BuiltImage build(
            ImageBuildRequest request,
            KeyMaker.Keyed keyed,
            RegistryAccess access,
            ImageResult result,
            Reuse reuse,
            Instant begin)
            throws DeliveryException, IOException, InterruptedException {
        Builders.Choice choice = builders.choose(request, keyed.dockerfile());
        ImageBackEnd backEnd = choice.backEnd();
        delivery.events()
                .publish(new ImageBuildStarted(
                        now(),
                        request.service(),
                        request.image().withTag(request.tags().get(0)).toString(),
                        backEnd.name(),
                        choice.why()));
        Map<String, String> labels = Provenance.labels(
                request, delivery.run(), delivery.environment(), keyed.dockerfile(), request.layered() ? null : begin);
        String id = backEnd.build(new BuildJob(
                request,
                labels,
                access,
                keyed.bases().stream()
                        .filter(one -> !one.host().equals(access.host()))
                        .toList(),
                keyed.pinnedDockerfile(),
                keyed.pinnedBase(),
                keyed.ignore()));
        if (!request.push()) {
            return result.kept(Digest.parse(id.startsWith("sha256:") ? id : "sha256:" + id), backEnd.name());
        }
        FinishPush.Answer answer = registries.work(
                access,
                new FinishPush(request.image(), request.tags(), Provenance.annotations(labels)),
                FinishPush.Answer.class);
        if (answer.problem() != null) {
            delivery.events()
                    .publish(new Remark(
                            now(),
                            true,
                            "image of " + request.service(),
                            "it has its labels but no annotations: " + answer.problem()));
        }
        BuiltImage built = result.pushed(answer, backEnd.name());
        reuse.record(answer.digest(), answer.platforms(), backEnd.name(), keyed, () -> new KeyMaker(delivery, bases)
                .make(request, true)
                .key());
        return built;
    }

    private void explain(ImageBuildRequest request, KeyMaker.Keyed keyed) {
        String subject = "content key of " + request.service();
        if (keyed.key() != null && request.reuse().explain()) {
            delivery.events()
                    .publish(new Remark(now(), false, subject, keyed.key().toString()));
            for (String line : keyed.key().explained()) {
                delivery.events().publish(new Remark(now(), false, subject, line));
            }
        } else if (keyed.obstacle() != null
                && (request.reuse().wanted() || request.reuse().explain())) {
            delivery.events().publish(new Remark(now(), false, subject, "none, so it is built: " + keyed.obstacle()));
        }
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
