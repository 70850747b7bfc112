package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Jobs that run once per release, before or after the workloads: by our annotation, by parameter, or by Helm's annotation
 * (helm.sh/docs/topics/charts_hooks).
 */
public final class Hooks {
    public static final String BEFORE = "before";
    public static final String AFTER = "after";

    private static final String HELM = "helm.sh/hook";

    private Hooks() {}

    /**
     * Marks the Jobs that the parameter names, and leaves out what Helm runs on other occasions only, such as tests.
     *
     * @param hooks name of a Job to {@code before} or {@code after}
     */
    public static List<Manifest> mark(List<Manifest> set, Map<String, String> hooks) throws DeliveryException {
        List<Manifest> marked = new ArrayList<>();
        for (Manifest manifest : set) {
            String when = manifest.kind().equals("Job") ? hooks.get(manifest.name()) : null;
            if (when != null) {
                marked.add(Overrides.annotated(manifest, Marks.HOOK, when));
            } else if (!onAnotherOccasion(manifest)) {
                marked.add(manifest);
            }
        }
        for (Map.Entry<String, String> hook : hooks.entrySet()) {
            if (set.stream()
                    .noneMatch(one -> one.kind().equals("Job") && one.name().equals(hook.getKey()))) {
                throw new DeliveryException("hooks: there is no Job '" + hook.getKey() + "' in the manifests");
            }
        }
        for (Manifest manifest : marked) {
            String when = when(manifest);
            if (when != null && !when.equals(BEFORE) && !when.equals(AFTER)) {
                throw new DeliveryException(
                        manifest.ref() + ": a hook runs 'before' or 'after' the workloads, not '" + when + "'");
            }
        }
        return marked;
    }

    private static boolean onAnotherOccasion(Manifest manifest) {
        String helm = Marks.annotation(manifest.object(), HELM);
        return helm != null
                && helm.matches(
                        ".*\\b(test|test-success|test-failure|pre-delete|post-delete|pre-rollback|post-rollback)\\b.*")
                && !helm.matches(".*\\b(pre|post)-(install|upgrade)\\b.*");
    }

    /** {@code before}, {@code after} or null. */
    public static String when(Manifest manifest) {
        if (!manifest.kind().equals("Job")) {
            return null;
        }
        String own = Marks.annotation(manifest.object(), Marks.HOOK);
        String helm = Marks.annotation(manifest.object(), HELM);
        if (own != null || helm == null) {
            return own;
        } else if (helm.contains("pre-install") || helm.contains("pre-upgrade")) {
            return BEFORE;
        }
        return helm.contains("post-install") || helm.contains("post-upgrade") ? AFTER : null;
    }
}
