package io.jenkins.plugins.storefront.delivery.release;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.event.ImagePromoted;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.event.NoticeUpdated;
import io.jenkins.plugins.storefront.delivery.event.PlanMade;
import io.jenkins.plugins.storefront.delivery.event.RolloutCommanded;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.event.StrategyMoved;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.ReleasePlan;
import io.jenkins.plugins.storefront.delivery.model.StrategyProgress;
import java.util.List;
import java.util.function.UnaryOperator;

/** Folds events into the {@link Release}: a pure function, so that replaying the events gives the same release. */
public final class ReleaseReducer {
    private ReleaseReducer() {}

    /** The release after {@code event}; the same instance where the event changes nothing in it. */
    public static Release reduce(Release release, DeliveryEvent event) {
        if (event instanceof ImageBuilt e) {
            return release.with(e.image());
        } else if (event instanceof ImagePromoted e) {
            return release.with(e.image());
        } else if (event instanceof DeploymentOpened e) {
            return release.with(new Release.Deployment(
                    e.deployment(), e.name(), e.environment(), e.undo(), e.at(), null, null, null));
        } else if (event instanceof DeploymentClosed e) {
            return deployment(release, e);
        } else if (event instanceof RolloutPlanned e) {
            return release.with(new Release.Rollout(
                    e.rollout(),
                    e.deployment(),
                    e.cluster(),
                    e.namespace(),
                    e.objects(),
                    e.images(),
                    e.at(),
                    null,
                    null,
                    null,
                    List.of(),
                    null));
        } else if (event instanceof RolloutEnded e) {
            return rollout(release, e.rollout(), r -> r.ended(e.at(), e.outcome(), e.verdict(), e.causes()));
        } else if (event instanceof StrategyMoved e) {
            StrategyProgress now = new StrategyProgress(
                    e.rollout(),
                    e.strategy(),
                    e.subject(),
                    e.phase(),
                    e.stop(),
                    e.stops(),
                    e.weight(),
                    e.until(),
                    e.waitsFor(),
                    List.of(),
                    List.of());
            return release.with(
                    release.strategyOf(e.rollout()).moved(now, new StrategyProgress.Line(e.at(), e.text())));
        } else if (event instanceof RolloutCommanded e) {
            return release.with(
                    release.strategyOf(e.rollout()).said(new StrategyProgress.Command(e.at(), e.action(), e.who())));
        } else if (event instanceof UndoEnded e) {
            return rollout(release, e.rollout(), r -> r.undone(e.succeeded()));
        } else if (event instanceof PlanMade e) {
            return release.with(
                    ReleasePlan.bounded(e.plan(), e.cluster(), e.namespace(), e.set(), e.at(), e.changes()));
        } else if (event instanceof NoticeSent e) {
            return release.with(
                    new Release.Notice(e.notice(), e.kind(), e.to(), e.title(), e.text(), e.reference(), e.at(), null));
        } else if (event instanceof NoticeUpdated e) {
            return notice(release, e);
        } else if (event instanceof NoticeFailed e) {
            return release.with(new Release.Notice(e.notice(), e.kind(), e.to(), "", "", null, e.at(), e.reason()));
        }
        return release;
    }

    /** Only another title is written down: what is below it changes every second. */
    private static Release notice(Release release, NoticeUpdated e) {
        return release.notices().stream()
                .filter(one -> e.reference().equals(one.reference())
                        && one.failure() == null
                        && !e.title().equals(one.title()))
                .findFirst()
                .map(one -> release.with(new Release.Notice(
                        one.id(), one.kind(), one.to(), e.title(), e.text(), one.reference(), one.at(), null)))
                .orElse(release);
    }

    private static Release deployment(Release release, DeploymentClosed e) {
        return release.deployments().stream()
                .filter(d -> d.id().equals(e.deployment()))
                .findFirst()
                .map(d -> release.with(new Release.Deployment(
                        d.id(), d.name(), d.environment(), d.undo(), d.startedAt(), e.at(), e.outcome(), e.reason())))
                .orElse(release);
    }

    private static Release rollout(Release release, String id, UnaryOperator<Release.Rollout> change) {
        return release.rollouts().stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .map(r -> release.with(change.apply(r)))
                .orElse(release);
    }
}
