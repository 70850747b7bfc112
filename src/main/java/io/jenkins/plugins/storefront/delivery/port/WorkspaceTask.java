package io.jenkins.plugins.storefront.delivery.port;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Work on files, sent to the machine that has them. A task holds plain serializable values only, no secret that its log could
 * show, and is listed in {@code META-INF/hudson.remoting.ClassFilter}; its class is named, not a lambda.
 *
 * @param <T> what it returns
 */
public interface WorkspaceTask<T extends Serializable> extends Serializable {
    T run(Path folder) throws IOException, InterruptedException;
}
