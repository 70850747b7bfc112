package io.jenkins.plugins.storefront.delivery.port;

import java.io.IOException;
import java.io.Serializable;

/**
 * The folder that a Jenkinsfile works in, on whichever machine it is.
 *
 * <p>Work is brought to the files, never the files to the controller: {@link #act} runs a task where the folder is.
 */
public interface Workspace {
    /** Absolute path of the folder on its machine. */
    String path();

    /** For messages, such as {@code /home/jenkins/workspace/shop on linux-3}. */
    String describe();

    /** This folder's sub-folder; both separators are accepted, and a path that leaves the workspace is refused by the tasks. */
    Workspace child(String relative);

    /**
     * A folder of this workspace for files that nobody else may read and that are removed after the run
     * ({@code WorkspaceList.tempDir} in Jenkins), made with mode 0700.
     */
    Workspace temporary() throws IOException, InterruptedException;

    /**
     * Runs {@code task} on the machine of this folder and returns what it returns.
     *
     * @throws IOException what the task threw, or a broken connection to the agent
     */
    <T extends Serializable> T act(WorkspaceTask<T> task) throws IOException, InterruptedException;
}
