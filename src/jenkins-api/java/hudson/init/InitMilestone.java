// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.init;

public enum InitMilestone {
    JOB_LOADED,
    PLUGINS_STARTED,
    EXTENSIONS_AUGMENTED
}
