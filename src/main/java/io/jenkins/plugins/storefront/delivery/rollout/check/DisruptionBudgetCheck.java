package io.jenkins.plugins.storefront.delivery.rollout.check;

/** Its controller has counted the pods, and as many are healthy as it asks for. */
final class DisruptionBudgetCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        int healthy = (int) look.number("status", "currentHealthy");
        int desired = (int) look.number("status", "desiredHealthy");
        if (look.notObserved()) {
            return look.notObservedYet(desired);
        } else if (healthy < desired) {
            return Assessment.progressing(healthy, desired, healthy + " of " + desired + " healthy");
        }
        boolean blocks = look.number("status", "expectedPods") > 0 && look.number("status", "disruptionsAllowed") == 0;
        return Assessment.ready(healthy, blocks ? "allows no eviction; nodes cannot be drained" : "kept");
    }
}
