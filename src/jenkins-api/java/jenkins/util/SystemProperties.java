// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jenkins.util;

public class SystemProperties {
    private SystemProperties() {}

    public static Integer getInteger(String a0, Integer a1) {
        return null;
    }
}
