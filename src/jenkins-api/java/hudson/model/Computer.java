// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import java.util.concurrent.ExecutorService;

public abstract class Computer extends Actionable {
    public static final ExecutorService threadPoolForRemoting = null;

    Computer() {}

    public String getName() {
        return null;
    }

    public String getDisplayName() {
        return null;
    }
}
