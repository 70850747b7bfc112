package io.jenkins.plugins.storefront.host;

import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.security.Permission;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.permissions.StorefrontPermissions;
import java.util.Locale;
import org.springframework.security.core.Authentication;

/**
 * What a run may do. As with credentials, it is the run's own authentication that counts: a job that runs as
 * the system, as all do unless an admin set up access control for builds, may.
 */
final class DeployRight {
    private DeployRight() {}

    static void check(Run<?, ?> run, Environment target) throws DeliveryException {
        Job<?, ?> job = run.getParent();
        Authentication who = job instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        if (target.restricted() && !who.equals(ACL.SYSTEM2) && !job.hasPermission2(who, StorefrontPermissions.DEPLOY)) {
            throw new DeliveryException("the environment '" + target.name() + "' is restricted: " + job.getFullName()
                    + " runs as '" + who.getName() + "', who lacks the permission Storefront/Deploy there");
        }
    }

    /** Whether a run may undo what says that it cannot be undone. */
    static void checkOverride(Run<?, ?> run) throws DeliveryException {
        check(run, StorefrontPermissions.OVERRIDE, "Override", "override");
    }

    /** Whether a run may tell a rollout of its own what to do: pausing and going back, it always may. */
    static void checkControl(Run<?, ?> run, RolloutAction action) throws DeliveryException {
        String what = action.name().toLowerCase(Locale.ROOT);
        switch (action) {
            case PROMOTE, RESUME -> check(run, StorefrontPermissions.APPROVE, "Approve", what);
            case OVERRIDE -> check(run, StorefrontPermissions.OVERRIDE, "Override", what);
            case PAUSE, UNDO -> {
                // Nothing gets more traffic by them
            }
        }
    }

    private static void check(Run<?, ?> run, Permission needed, String name, String what) throws DeliveryException {
        Job<?, ?> job = run.getParent();
        Authentication who = job instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        if (!who.equals(ACL.SYSTEM2) && !job.hasPermission2(who, needed)) {
            throw new DeliveryException(what + ": " + job.getFullName() + " runs as '" + who.getName()
                    + "', who lacks the permission Storefront/" + name + " there");
        }
    }
}
