package io.jenkins.plugins.storefront.delivery.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.jenkins.plugins.storefront.delivery.files.Glob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of one layer, found where the workspace is. Nothing outside the workspace gets into an image. */
final class LayerFiles {
    private LayerFiles() {}

    static FileEntriesLayer of(Path folder, ImageBuildRequest.Layer layer) throws IOException {
        FileEntriesLayer.Builder entries = FileEntriesLayer.builder().setName(layer.into());
        AbsoluteUnixPath into = AbsoluteUnixPath.get(layer.into());
        if (Glob.isPattern(layer.from())) {
            matched(folder, new Glob(layer.from()), layer.from(), entries, into);
        } else {
            named(folder, layer.from(), entries, into);
        }
        return entries.build();
    }

    private static void matched(
            Path folder, Glob glob, String from, FileEntriesLayer.Builder entries, AbsoluteUnixPath into)
            throws IOException {
        List<Path> files = glob.files(folder);
        if (files.isEmpty()) {
            throw new IOException("layers: no file matches '" + from + "' in " + folder);
        }
        Path base = glob.base(folder);
        for (Path file : files) {
            inside(folder, file);
            entries.addEntry(file, into.resolve(base.relativize(file).toString().replace('\\', '/')));
        }
    }

    private static void named(Path folder, String from, FileEntriesLayer.Builder entries, AbsoluteUnixPath into)
            throws IOException {
        Path path = folder.resolve(from).normalize();
        if (!Files.exists(path)) {
            throw new IOException("layers: there is no '" + from + "' in " + folder);
        }
        inside(folder, path);
        if (Files.isRegularFile(path)) {
            entries.addEntry(path, into.resolve(path.toFile().getName()));
            return;
        }
        try (Stream<Path> children = Files.list(path)) {
            for (Path child : children.sorted().toList()) {
                entries.addEntryRecursive(child, into.resolve(child.toFile().getName()));
            }
        }
    }

    private static void inside(Path folder, Path path) throws IOException {
        if (!path.toRealPath().startsWith(folder.toRealPath())) {
            throw new IOException("layers: '" + folder.relativize(path) + "' leads out of the workspace");
        }
    }
}
