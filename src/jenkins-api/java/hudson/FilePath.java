// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson;

import hudson.model.Computer;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.remoting.RoleSensitive;

public final class FilePath {
    private FilePath() {}

    public String getRemote() {
        return null;
    }

    public <T> T act(FilePath.FileCallable<T> a0) throws IOException, InterruptedException {
        return null;
    }

    public Computer toComputer() {
        return null;
    }

    public void mkdirs() throws IOException, InterruptedException {}

    public FilePath child(String a0) {
        return null;
    }

    public void chmod(int a0) throws IOException, InterruptedException {}

    public VirtualChannel getChannel() {
        return null;
    }

    public boolean isRemote() {
        return false;
    }

    public interface FileCallable<T> extends Serializable, RoleSensitive {
        T invoke(File a0, VirtualChannel a1) throws IOException, InterruptedException;
    }
}
