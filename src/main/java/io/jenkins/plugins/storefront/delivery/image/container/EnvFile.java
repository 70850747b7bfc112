package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.files.PrivateFiles;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes the variables of a container where Docker reads them, readable by nobody else. */
final class EnvFile implements WorkspaceTask<Boolean> {
    @Serial
    private static final long serialVersionUID = 1L;

    static final String NAME = "container.env";

    private final Secret lines;

    EnvFile(Secret lines) {
        this.lines = lines;
    }

    @Override
    public Boolean run(Path folder) throws IOException {
        PrivateFiles.write(folder.resolve(NAME), lines.reveal().getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
