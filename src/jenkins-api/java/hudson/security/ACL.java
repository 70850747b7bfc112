// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.security;

import org.springframework.security.core.Authentication;

public abstract class ACL {
<<<<<<< HEAD
    public static final Authentication SYSTEM2 = () -> "SYSTEM";
=======
    /** Not the constant null, which analysis would follow. */
    public static final Authentication SYSTEM2 =
            new java.util.concurrent.atomic.AtomicReference<Authentication>().get();
>>>>>>> pages
}
