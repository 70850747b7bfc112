// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;

public abstract class Computer extends Actionable {
    public static final ExecutorService threadPoolForRemoting = ForkJoinPool.commonPool();

    Computer() {}

    public String getName() {
        return null;
    }

    public String getDisplayName() {
        return null;
    }
}
