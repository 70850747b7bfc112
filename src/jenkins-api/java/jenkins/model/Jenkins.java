// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jenkins.model;

public class Jenkins {
    private Jenkins() {}

    public static Jenkins get() throws IllegalStateException {
        return null;
    }

    public static Jenkins getInstanceOrNull() {
        return null;
    }

    public <T extends hudson.model.Item> T getItemByFullName(String a0, Class<T> a1) {
        return null;
    }

    public String getRootUrl() throws IllegalStateException {
        return null;
    }

    public hudson.slaves.Cloud getCloud(String name) {
        return null;
    }
}
