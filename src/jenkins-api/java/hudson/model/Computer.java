// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

public abstract class Computer extends Actionable {
    Computer() {}

    public String getName() {
        return null;
    }

    public String getDisplayName() {
        return null;
    }
}
