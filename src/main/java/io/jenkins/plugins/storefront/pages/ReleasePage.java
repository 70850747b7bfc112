package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * All that the page of a run's release shows: a pure function of the release, and nothing that is not in it.
 *
 * @param outcome of the last deployment that failed, else of the first; {@code RUNNING} while one is under way, {@code NONE} where nothing was rolled out
 * @param promotions images copied to other repositories, and tagged
 * @param rollouts those outside any deployment
 * @param plans that were shown and may have been carried out
 */
public record ReleasePage(
        String outcome,
        List<ImageRow> images,
        List<PromotionRow> promotions,
        List<DeploymentRow> deployments,
        List<RolloutRow> rollouts,
        List<NoticeRow> notices,
        List<TimeRow> timeLine,
        List<PlanRow> plans) {
    /** What {@link #outcome} says where the run only built images or told people. */
    public static final String NONE = "NONE";

    static ReleasePage of(Release release, Look look) {
        TimeLine line = new TimeLine(look.until());
        List<DeploymentRow> deployments = release.deployments().stream()
                .map(one -> DeploymentRow.of(one, release, look))
                .toList();
        List<RolloutRow> loose = release.rolloutsOf(null).stream()
                .map(one -> RolloutRow.of(one, release, look))
                .toList();
        List<NoticeRow> notices = release.notices().stream().map(NoticeRow::of).toList();
        for (DeploymentRow one : deployments) {
            line.add("deployment", one.name, one.outcome, one.start, one.end);
        }
        Stream.concat(deployments.stream().flatMap(one -> one.rollouts.stream()), loose.stream())
                .forEach(one -> line.add("rollout", one.title(), one.cameTo(), one.start, one.end));
        for (NoticeRow one : notices) {
            Outcome outcome = one.failure == null ? Outcome.SUCCEEDED : Outcome.FAILED;
            line.add("notice", one.to, outcome.name(), one.when, one.when);
        }
        return new ReleasePage(
                outcome(release, look),
                release.images().values().stream()
                        .sorted(Comparator.comparing(BuiltImage::service))
                        .map(ImageRow::of)
                        .toList(),
                release.promotions().stream().map(PromotionRow::of).toList(),
                deployments,
                loose,
                notices,
                line.rows(),
                release.plans().stream().map(PlanRow::of).toList());
    }

    private static String outcome(Release release, Look look) {
        List<Outcome> all = Stream.concat(
                        release.deployments().stream().map(Release.Deployment::outcome),
                        release.rolloutsOf(null).stream().map(Release.Rollout::outcome))
                .toList();
        if (all.isEmpty()) {
            return NONE;
        } else if (all.contains(null)) {
            return look.outcome(null);
        }
        return all.stream()
                .filter(Outcome::bad)
                .reduce((one, two) -> two)
                .orElse(all.get(0))
                .name();
    }

    /** Names of the environments deployed to, each once. */
    public String environments() {
        return String.join(
                ", ",
                deployments.stream().map(one -> one.environment).distinct().toList());
    }

    /** Why it failed: the first cause there is, else a deployment's reason; null if nothing failed. */
    public String why() {
        Stream<RolloutRow> all =
                Stream.concat(deployments.stream().flatMap(one -> one.rollouts.stream()), rollouts.stream());
        return all.flatMap(one -> one.causes.stream())
                .map(cause -> cause.subject + ": " + cause.message)
                .findFirst()
                .orElseGet(() -> deployments.stream()
                        .map(one -> one.reason)
                        .filter(Objects::nonNull)
                        .filter(reason -> !reason.isBlank())
                        .findFirst()
                        .orElse(null));
    }

    /** In deployments and outside of them. */
    public int rolloutCount() {
        return deployments.stream().mapToInt(one -> one.rollouts.size()).sum() + rollouts.size();
    }

    public int failedNotices() {
        return (int) notices.stream().filter(one -> one.failure != null).count();
    }
}
