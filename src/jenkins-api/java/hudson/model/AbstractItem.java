// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;

public abstract class AbstractItem extends Actionable implements Item, AccessControlled {
    protected AbstractItem(ItemGroup a0, String a1) {}

    public ItemGroup getParent() {
        return null;
    }

    @Override
    public ACL getACL() {
        return null;
    }

    @Override
    public final String getFullName() {
        return null;
    }

    public String getDisplayName() {
        return null;
    }

    public File getRootDir() {
        return null;
    }

    public final String getUrl() {
        return null;
    }
}
