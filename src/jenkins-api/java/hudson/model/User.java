// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

public class User {
    User() {}

    public String getId() {
        return null;
    }

    public String getFullName() {
        return null;
    }

    public <T extends UserProperty> T getProperty(Class<T> a0) {
        return null;
    }

    public static User current() {
        return null;
    }

    public static User getById(String a0, boolean a1) {
        return null;
    }
}
