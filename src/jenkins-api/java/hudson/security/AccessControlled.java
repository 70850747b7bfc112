// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.security;

import org.springframework.security.access.AccessDeniedException;

public interface AccessControlled {
    default void checkPermission(Permission a0) throws AccessDeniedException {}

    default boolean hasPermission(Permission a0) {
        return false;
    }
}
