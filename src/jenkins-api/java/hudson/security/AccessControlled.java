// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.security;

public interface AccessControlled {
    ACL getACL();

    default void checkPermission(Permission a0) {}

    default boolean hasPermission(Permission a0) {
        return false;
    }

    default boolean hasPermission2(org.springframework.security.core.Authentication a0, Permission a1) {
        return false;
    }
}
