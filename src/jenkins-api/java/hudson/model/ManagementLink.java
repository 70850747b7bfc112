// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.Permission;

public abstract class ManagementLink implements ExtensionPoint, Action {
    public abstract String getIconFileName();

    public String getDescription() {
        return null;
    }

    public abstract String getUrlName();

    public Permission getRequiredPermission() {
        return null;
    }

    public Category getCategory() {
        return null;
    }

    public enum Category {
        CONFIGURATION,
        STATUS
    }
}
