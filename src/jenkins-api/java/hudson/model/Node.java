// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import hudson.security.ACL;
import hudson.security.AccessControlled;

public abstract class Node implements AccessControlled {
    Node() {}

    public ACL getACL() {
        return null;
    }
}
