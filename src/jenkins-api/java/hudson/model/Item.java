// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public interface Item extends AccessControlled {
    Permission READ = null;
    Permission CANCEL = null;
    Permission CONFIGURE = null;
    Permission EXTENDED_READ = null;

    ItemGroup<? extends Item> getParent();

    String getFullName();
}
