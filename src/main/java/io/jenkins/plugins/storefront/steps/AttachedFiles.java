package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.files.Glob;
import io.jenkins.plugins.storefront.delivery.notify.Attachment;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads files that go with a notice, on the machine that has them: few and small, and none outside the workspace, not even by a symbolic
 * link.
 */
final class AttachedFiles implements WorkspaceTask<LinkedHashMap<String, byte[]>> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> globs;

    private AttachedFiles(List<String> globs) {
        this.globs = new ArrayList<>(globs);
    }

    /** The files of these patterns; nothing for none. */
    static List<Attachment> read(DeliveryContext delivery, List<String> globs)
            throws DeliveryException, IOException, InterruptedException {
        if (globs.isEmpty()) {
            return List.of();
        }
        try {
            return Attachment.of(delivery.workspace().act(new AttachedFiles(globs)));
        } catch (IOException e) {
            throw new DeliveryException("attach: " + e.getMessage(), e);
        }
    }

    @Override
    public LinkedHashMap<String, byte[]> run(Path folder) throws IOException {
        Path root = folder.toRealPath();
        LinkedHashMap<String, byte[]> found = new LinkedHashMap<>();
        long size = 0;
        for (String glob : globs) {
            List<Path> files = new Glob(glob).files(root);
            if (files.isEmpty()) {
                throw new IOException("no file matches '" + glob + "' in " + folder);
            }
            for (Path file : files) {
                if (!file.toRealPath().startsWith(root)) {
                    throw new IOException(file + " leads out of the workspace");
                }
                size += Files.size(file);
                if (found.size() >= Attachment.MOST || size > Attachment.MOST_BYTES) {
                    throw new IOException("the files are more than " + Attachment.MOST + " files or "
                            + (Attachment.MOST_BYTES >> 10) + " KiB; attach fewer of them");
                }
                found.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return found;
    }
}
