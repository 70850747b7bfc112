package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder of this machine; tasks run in place. */
final class LocalWorkspace implements Workspace {
    private final Path folder;
    private final Path temporary;

    /** A workspace whose temporary files are in {@code temporary}, which need not exist yet. */
    LocalWorkspace(Path folder, Path temporary) {
        this.folder = folder;
        this.temporary = temporary;
    }

    @Override
    public String path() {
        return folder.toString();
    }

    @Override
    public String describe() {
        return folder + " on this machine";
    }

    @Override
    public Workspace child(String relative) {
        return new LocalWorkspace(folder.resolve(relative.replace('\\', '/')), temporary);
    }

    @Override
    public Workspace temporary() throws IOException {
        Files.createDirectories(
                temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new LocalWorkspace(temporary, temporary);
    }

    @Override
    public <T extends Serializable> T act(WorkspaceTask<T> task) throws IOException, InterruptedException {
        return task.run(folder);
    }
}
