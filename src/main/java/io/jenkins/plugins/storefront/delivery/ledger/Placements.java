package io.jenkins.plugins.storefront.delivery.ledger;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads out of a release what it put where: a pure function. */
public final class Placements {
    private Placements() {}

    /**
     * What the ended rollouts of a release put where.
     *
     * @param last whether nothing more comes, so that rollouts of a deployment that was never closed count too; before that, an undo
     *     may still change what they have come to
     */
    public static List<Placement> of(Release release, boolean last, String job, int run, String by) {
        Map<String, Release.Deployment> deployments = release.deployments().stream()
                .collect(Collectors.toMap(Release.Deployment::id, one -> one, (a, b) -> b));
        List<Placement> all = new ArrayList<>();
        for (Release.Rollout rollout : release.rollouts()) {
            Release.Deployment deployment = rollout.deployment() == null ? null : deployments.get(rollout.deployment());
            boolean open = deployment != null && deployment.endedAt() == null;
            if (rollout.endedAt() == null || rollout.outcome() == Outcome.SKIPPED || (open && !last)) {
                continue;
            }
            String place =
                    deployment != null ? deployment.environment() : rollout.cluster() + "/" + rollout.namespace();
            rollout.images()
                    .forEach((repository, reference) -> all.add(new Placement(
                            place,
                            service(release, repository, reference),
                            reference,
                            digest(reference),
                            rollout.endedAt(),
                            outcome(rollout),
                            job,
                            run,
                            by == null ? "" : by)));
        }
        return all;
    }

    /** The same, of a run of that commit. */
    public static List<Placement> of(Release release, boolean last, String job, int run, String by, String commit) {
        return of(release, last, job, run, by).stream()
                .map(one -> one.of(commit))
                .toList();
    }

    /** An undo changes what a rollout has come to: what it brought serves no longer, or nobody knows. */
    private static Outcome outcome(Release.Rollout rollout) {
        if (rollout.undone() == null) {
            return rollout.outcome();
        }
        return rollout.undone() ? Outcome.UNDONE : Outcome.FAILED;
    }

    private static String service(Release release, String repository, String reference) {
        return release.images().values().stream()
                .filter(image -> image.reference().toString().equals(reference))
                .map(BuiltImage::service)
                .min(java.util.Comparator.naturalOrder())
                .map(Object::toString)
                .orElseGet(() -> {
                    String name = reference(repository);
                    return name.substring(name.lastIndexOf('/') + 1);
                });
    }

    /** The repository alone, where the text is an image reference. */
    private static String reference(String text) {
        try {
            return ImageReference.parse(text).repository();
        } catch (DeliveryException e) {
            return text;
        }
    }

    private static String digest(String reference) {
        int at = reference.indexOf('@');
        return at < 0 ? "" : reference.substring(at + 1);
    }
}
