package io.jenkins.plugins.storefront.delivery.shop;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds {@code storefront.yaml} in the folder that a step runs in. */
public final class ShopFile {
    /** The file's name. */
    public static final String NAME = "storefront.yaml";

    /** Largest file, in bytes; the example shop's five services take under 3 KiB. */
    private static final int LARGEST = 1 << 20;

    private ShopFile() {}

    /**
     * Reads the file; call on a pool thread.
     *
     * @return nothing where there is no such file
     * @throws DeliveryException naming what is wrong in it or keeps it from being read
     */
    public static Optional<Shop> find(Workspace workspace) throws DeliveryException, InterruptedException {
        String text;
        try {
            text = workspace.act(new Read());
        } catch (IOException e) {
            throw new DeliveryException(NAME + ": " + e.getMessage(), e);
        }
        return text == null ? Optional.empty() : Optional.of(ShopReader.parse(text, NAME));
    }

    /** Brings the text to the controller, or null where there is no file; it may not lie outside, behind a symbolic link. */
    static final class Read implements WorkspaceTask<String> {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public String run(Path folder) throws IOException {
            Path file = folder.resolve(NAME);
            if (!Files.exists(file)) {
                return null;
            } else if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
                throw new IOException("it is no file of the workspace " + folder);
            } else if (Files.size(file) > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 10) + " KiB");
            }
            try {
                return Files.readString(file);
            } catch (CharacterCodingException e) {
                throw new IOException("it is not UTF-8", e);
            }
        }
    }
}
