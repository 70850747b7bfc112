package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One digest over the layers of a build without a Dockerfile, as they get into the image, and over a base that is a file. */
final class LayerDigest implements WorkspaceTask<String> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int BUFFER = 64 << 10;

    private final ArrayList<ImageBuildRequest.Layer> layers;
    private final String tar;

    /** @param tar path of the base in the workspace, or null where it is no file */
    LayerDigest(List<ImageBuildRequest.Layer> layers, String tar) {
        this.layers = new ArrayList<>(layers);
        this.tar = tar;
    }

    @Override
    public String run(Path folder) throws IOException, InterruptedException {
        KeyHash hash = new KeyHash();
        for (ImageBuildRequest.Layer layer : layers) {
            hash.text("layer");
            for (LayerFiles.Entry entry : LayerFiles.of(folder, layer)) {
                hash.text(entry.target());
                if (!entry.isFolder()) {
                    hash.text(JibTask.permissions(entry.source())).text(content(entry.source()));
                }
            }
        }
        if (tar != null) {
            hash.text("base").text(content(folder.resolve(tar)));
        }
        return hash.hex();
    }

    private static String content(Path file) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the build was stopped");
        }
        KeyHash content = new KeyHash();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                content.part(buffer, read);
            }
        }
        return content.hex();
    }
}
