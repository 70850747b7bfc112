// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jenkins.model;

public interface FullyNamed {
    String getFullName();
}
