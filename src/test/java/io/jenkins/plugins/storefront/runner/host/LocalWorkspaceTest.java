package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalWorkspaceTest extends WorkspaceContract {
    @TempDir
    private Path folder;

    @TempDir
    private Path run;

    @Override
    protected Workspace workspace() {
        return new LocalWorkspace(folder, run.resolve("tmp"));
    }
}
