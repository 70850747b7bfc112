// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jenkinsci.remoting;

public interface RoleSensitive {
    void checkRoles(RoleChecker a0) throws SecurityException;
}
