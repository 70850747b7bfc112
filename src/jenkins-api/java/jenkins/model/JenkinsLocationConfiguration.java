// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jenkins.model;

public class JenkinsLocationConfiguration {
    JenkinsLocationConfiguration() {}

    public static JenkinsLocationConfiguration get() {
        return null;
    }

    public String getAdminAddress() {
        return null;
    }
}
