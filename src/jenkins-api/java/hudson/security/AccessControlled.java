// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.security;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

public interface AccessControlled {
    ACL getACL();

    default void checkPermission(Permission a0) throws AccessDeniedException {}

    default void checkAnyPermission(Permission... a0) throws AccessDeniedException {}

    default boolean hasAnyPermission(Permission... a0) {
        return false;
    }

    default boolean hasPermission(Permission a0) {
        return false;
    }

    default boolean hasPermission2(Authentication a0, Permission a1) {
        return false;
    }
}
