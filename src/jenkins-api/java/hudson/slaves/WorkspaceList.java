// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.slaves;

import hudson.FilePath;

public final class WorkspaceList {
    public static FilePath tempDir(FilePath a0) {
        return null;
    }
}
