// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.security;

import org.jvnet.localizer.Localizable;

public final class Permission {
    public Permission(PermissionGroup a0, String a1, Localizable a2, Permission a3, boolean a4, PermissionScope[] a5) {}
}
