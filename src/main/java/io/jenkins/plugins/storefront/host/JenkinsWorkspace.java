package io.jenkins.plugins.storefront.host;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.remoting.VirtualChannel;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import jenkins.MasterToSlaveFileCallable;

/** A workspace on an agent or on the controller; tasks travel by remoting. */
final class JenkinsWorkspace implements Workspace {
    private static final int OWNER_ONLY = 0700;

    private final FilePath folder;

    JenkinsWorkspace(FilePath folder) {
        this.folder = folder;
    }

    FilePath folder() {
        return folder;
    }

    @Override
    public String path() {
        return folder.getRemote();
    }

    @Override
    public String describe() {
        Computer computer = folder.toComputer();
        String name = computer == null || computer.getName().isEmpty() ? "the controller" : computer.getName();
        return folder.getRemote() + " on " + name;
    }

    @Override
    public Workspace child(String relative) {
        return new JenkinsWorkspace(folder.child(relative));
    }

    @Override
    public Workspace temporary() throws IOException, InterruptedException {
        FilePath temporary = WorkspaceList.tempDir(folder);
        if (temporary == null) {
            throw new IOException("the workspace " + describe() + " has no place for temporary files");
        }
        temporary = temporary.child("storefront");
        temporary.mkdirs();
        temporary.chmod(OWNER_ONLY);
        return new JenkinsWorkspace(temporary);
    }

    @Override
    public <T extends Serializable> T act(WorkspaceTask<T> task) throws IOException, InterruptedException {
        return LostAgent.watched(describe(), () -> folder.act(new OnAgent<>(task)));
    }

    /** Carries a task to the agent; it comes from this plugin only, so no role check beyond controller-to-agent is needed. */
    private static final class OnAgent<T extends Serializable> extends MasterToSlaveFileCallable<T> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final WorkspaceTask<T> task;

        OnAgent(WorkspaceTask<T> task) {
            this.task = task;
        }

        @Override
        public T invoke(File folder, VirtualChannel channel) throws IOException, InterruptedException {
            return task.run(folder.toPath());
        }
    }
}
