package io.jenkins.plugins.storefront.permissions;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.storefront.Words;
import jenkins.model.Jenkins;

/**
 * What people may be permitted, for all of Jenkins, a folder or a job. Each is implied by Overall/Administer and by nothing else, so
 * who may configure or build a job does not hold them by that.
 */
public final class StorefrontPermissions {
    public static final PermissionGroup GROUP =
            new PermissionGroup(StorefrontPermissions.class, Words.later("permissions.group"));

    /** Deploy to an environment that is restricted. */
    public static final Permission DEPLOY = permission("Deploy", "permissions.deploy");

    /** Approve a deployment that waits for approval. */
    public static final Permission APPROVE = permission("Approve", "permissions.approve");

    /** Let a deployment pass a gate that is closed, such as a freeze. */
    public static final Permission OVERRIDE = permission("Override", "permissions.override");

    private StorefrontPermissions() {}

    private static Permission permission(String name, String description) {
        return new Permission(GROUP, name, Words.later(description), Jenkins.ADMINISTER, true, new PermissionScope[] {
            PermissionScope.JENKINS, PermissionScope.ITEM_GROUP, PermissionScope.ITEM
        });
    }

    /** Called by Jenkins before it reads its security configuration, which names permissions; loading this class registers them. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void register() {
        // The class is initialised by now
    }
}
