package io.jenkins.plugins.storefront.pages;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.Permission;
import io.jenkins.plugins.storefront.delivery.event.RolloutCommanded;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.host.ReleaseBooks;
import io.jenkins.plugins.storefront.permissions.StorefrontPermissions;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What people say to a rollout of a run. It is an event of the run's release, on disk before the rollout hears of it; what no longer fits
 * by then changes nothing.
 */
final class RolloutControl {
    private final Run<?, ?> run;

    RolloutControl(Run<?, ?> run) {
        this.run = run;
    }

    /** @param name in small letters, as on the page */
    static Optional<RolloutAction> action(String name) {
        return Arrays.stream(RolloutAction.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** Whoever may abort the run may also stop it from going on, or take it back: nothing gets more traffic by that. */
    private static Permission[] needed(RolloutAction action) {
        return switch (action) {
            case PROMOTE, RESUME -> new Permission[] {StorefrontPermissions.APPROVE};
            case OVERRIDE -> new Permission[] {StorefrontPermissions.OVERRIDE};
            case PAUSE, UNDO -> new Permission[] {Item.CANCEL, StorefrontPermissions.APPROVE};
        };
    }

    boolean may(RolloutAction action) {
        return run.getParent().hasAnyPermission(needed(action));
    }

    /**
     * Says it, where it still fits what is on record.
     *
     * @param stop the stop that the page showed: a second click must not promote the next one
     * @throws org.springframework.security.access.AccessDeniedException naming the permissions, one of which is needed
     */
    void say(RolloutAction action, String rollout, int stop) throws IOException {
        Job<?, ?> job = run.getParent();
        job.checkAnyPermission(needed(action));
        FileReleaseBook book = ReleaseBooks.get().of(run);
        Release release = book.current();
        boolean underWay = run.isBuilding()
                && release.rollouts().stream().anyMatch(one -> one.id().equals(rollout) && one.outcome() == null);
        StrategyRow shown = StrategyRow.of(release.strategyOf(rollout), underWay);
        if (shown != null && shown.stop == stop && shown.hears(action)) {
            User user = User.current();
            book.publish(new RolloutCommanded(
                    Clock.systemUTC().instant(), rollout, action, user == null ? "somebody" : user.getId()));
        }
    }
}
