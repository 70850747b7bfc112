package io.jenkins.plugins.storefront.delivery.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A version of the whole shop: a commit, and a digest per service; with what became of it in this run. One per run, immutable,
 * the spine of everything: it is made by the run's events alone.
 *
 * @param images what this run built, by service, latest build each
 * @param deployments in the order in which they were opened
 * @param rollouts in the order in which they were planned
 * @param notices in the order in which they were sent
 * @param promotions in the order in which they were made
 * @param strategies of rollouts, in the order in which they began
 * @param plans that were shown, in the order in which they were made
 */
public record Release(
        Map<ServiceName, BuiltImage> images,
        List<Deployment> deployments,
        List<Rollout> rollouts,
        List<Notice> notices,
        List<PromotedImage> promotions,
        List<StrategyProgress> strategies,
        List<ReleasePlan> plans) {
    public Release {
        images = Map.copyOf(images);
        deployments = List.copyOf(deployments);
        rollouts = List.copyOf(rollouts);
        notices = List.copyOf(notices);
        promotions = promotions == null ? List.of() : List.copyOf(promotions);
        strategies = strategies == null ? List.of() : List.copyOf(strategies);
        plans = plans == null ? List.of() : List.copyOf(plans);
    }

    /** One release put to one environment. {@code endedAt}, {@code outcome} and {@code reason} are null while it is open. */
    public record Deployment(
            String id,
            String name,
            String environment,
            UndoPolicy undo,
            Instant startedAt,
            Instant endedAt,
            Outcome outcome,
            String reason) {}

    /**
     * One set of workloads moved to one revision.
     *
     * @param deployment id of the deployment it belongs to, or null
     * @param undone null unless an undo was tried; then whether it succeeded
     */
    public record Rollout(
            String id,
            String deployment,
            String cluster,
            String namespace,
            List<WorkloadRef> objects,
            Map<String, String> images,
            Instant startedAt,
            Instant endedAt,
            Outcome outcome,
            String verdict,
            List<FailureCause> causes,
            Boolean undone) {
        public Rollout {
            objects = List.copyOf(objects);
            images = Map.copyOf(images);
            causes = List.copyOf(causes);
        }

        /** The rollout with this end. */
        public Rollout ended(Instant at, Outcome with, String saying, List<FailureCause> why) {
            return new Rollout(
                    id, deployment, cluster, namespace, objects, images, startedAt, at, with, saying, why, undone);
        }

        /** The rollout after an undo, which may have failed. */
        public Rollout undone(boolean succeeded) {
            return new Rollout(
                    id,
                    deployment,
                    cluster,
                    namespace,
                    objects,
                    images,
                    startedAt,
                    endedAt,
                    outcome,
                    verdict,
                    causes,
                    succeeded);
        }
    }

    /** What people were told, or could not be told ({@code failure} is not null then). */
    public record Notice(
            String id,
            String kind,
            String to,
            String title,
            String text,
            String reference,
            Instant at,
            String failure) {}

    public static Release empty() {
        return new Release(Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** The release with one more image; a second build of a service replaces the first. */
    public Release with(BuiltImage image) {
        Map<ServiceName, BuiltImage> more = new TreeMap<>(images);
        more.put(image.service(), image);
        return new Release(more, deployments, rollouts, notices, promotions, strategies, plans);
    }

    /** The release with a deployment added, or replaced where the id is known. */
    public Release with(Deployment deployment) {
        return new Release(
                images,
                replaced(deployments, deployment, Deployment::id),
                rollouts,
                notices,
                promotions,
                strategies,
                plans);
    }

    /** The release with a rollout added, or replaced where the id is known. */
    public Release with(Rollout rollout) {
        return new Release(
                images, deployments, replaced(rollouts, rollout, Rollout::id), notices, promotions, strategies, plans);
    }

    /** The release with a notice added, or replaced where the id is known. */
    public Release with(Notice notice) {
        return new Release(
                images, deployments, rollouts, replaced(notices, notice, Notice::id), promotions, strategies, plans);
    }

    /** The release with one more promotion; the same one again, as after a restart, takes the place of the first. */
    public Release with(PromotedImage promotion) {
        List<PromotedImage> more = new ArrayList<>(promotions);
        more.remove(promotion);
        more.add(promotion);
        return new Release(images, deployments, rollouts, notices, more, strategies, plans);
    }

    /** The release with what became of a rollout's strategy. */
    public Release with(StrategyProgress progress) {
        return new Release(
                images,
                deployments,
                rollouts,
                notices,
                promotions,
                replaced(strategies, progress, StrategyProgress::rollout),
                plans);
    }

    /** The release with a plan added, or replaced where the id is known. */
    public Release with(ReleasePlan plan) {
        return new Release(
                images, deployments, rollouts, notices, promotions, strategies, replaced(plans, plan, ReleasePlan::id));
    }

    /** What became of that rollout's strategy so far. */
    public StrategyProgress strategyOf(String rollout) {
        return strategies.stream()
                .filter(one -> one.rollout().equals(rollout))
                .findFirst()
                .orElseGet(() -> StrategyProgress.of(rollout));
    }

    /** The rollouts of one deployment, in the order in which they were planned. */
    public List<Rollout> rolloutsOf(String deployment) {
        return rollouts.stream()
                .filter(one -> Objects.equals(one.deployment(), deployment))
                .toList();
    }

    private static <T> List<T> replaced(List<T> all, T one, java.util.function.Function<T, String> id) {
        List<T> result = new ArrayList<>(all);
        for (int i = 0; i < result.size(); i++) {
            if (id.apply(result.get(i)).equals(id.apply(one))) {
                result.set(i, one);
                return result;
            }
        }
        result.add(one);
        return result;
    }
}
