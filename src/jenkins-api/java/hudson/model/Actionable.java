// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

public abstract class Actionable {
    public void addAction(Action a0) {}

    public boolean addOrReplaceAction(Action a0) {
        return false;
    }

    public Action getAction(int a0) {
        return null;
    }

    public <T extends Action> T getAction(Class<T> a0) {
        return null;
    }
}
