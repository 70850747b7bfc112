// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import org.springframework.security.core.Authentication;

public class Items {
    public static <T extends Item> Iterable<T> allItems2(Authentication a0, ItemGroup a1, Class<T> a2) {
        return null;
    }
}
