package io.jenkins.plugins.storefront.runner.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.nio.file.Path;

/**
 * Where a step works.
 *
 * @param workspace of the enclosing {@code node}
 * @param folder of the enclosing {@code dir}, or the workspace
 */
public record Workdir(Path workspace, Path folder) {
    /** A path given in a Jenkinsfile; it may not leave the workspace. */
    Path resolve(String relative) throws DeliveryException {
        Path path = folder.resolve(relative).normalize();
        if (!path.startsWith(workspace)) {
            throw new DeliveryException("the path '" + relative + "' leaves the workspace");
        }
        return path;
    }
}
