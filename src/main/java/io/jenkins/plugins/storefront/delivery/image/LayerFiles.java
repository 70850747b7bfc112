package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.files.Glob;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The files of one layer, found where the workspace is. Symbolic links bring what they point to; nothing outside the workspace gets
 * into an image, and a link that leads back to a folder around it is refused.
 */
final class LayerFiles {
    /** Stands for bytes that are no text in the agent's locale. */
    private static final char UNREADABLE = '\uFFFD';

    private final Path folder;
    private final Path root;
    private final List<Entry> entries = new ArrayList<>();
    private final Deque<Path> around = new ArrayDeque<>();

    /**
     * A file or folder of a layer.
     *
     * @param source where it is now
     * @param target absolute path in the image, with slashes
     * @param isFolder whether it is a folder
     */
    record Entry(Path source, String target, boolean isFolder) {}

    private LayerFiles(Path folder) throws IOException {
        this.folder = folder;
        this.root = folder.toRealPath();
    }

    /** The layer's entries, folders before what is in them, by name. */
    static List<Entry> of(Path folder, ImageBuildRequest.Layer layer) throws IOException, InterruptedException {
        LayerFiles files = new LayerFiles(folder);
        String into = layer.into().replaceAll("/+$", "");
        if (Glob.isPattern(layer.from())) {
            files.matched(new Glob(layer.from()), layer.from(), into);
        } else {
            files.named(layer.from(), into);
        }
        return files.entries;
    }

    private void matched(Glob glob, String from, String into) throws IOException {
        List<Path> files = glob.files(folder);
        if (files.isEmpty()) {
            throw new IOException("layers: no file matches '" + from + "' in " + folder);
        }
        Path base = glob.base(folder);
        for (Path file : files) {
            inside(file);
            add(file, into + "/" + base.relativize(file).toString().replace('\\', '/'), false);
        }
    }

    private void named(String from, String into) throws IOException, InterruptedException {
        Path path = folder.resolve(from).normalize();
        if (!Files.exists(path)) {
            throw new IOException("layers: there is no '" + from + "' in " + folder);
        }
        inside(path);
        if (Files.isDirectory(path)) {
            below(path, into);
        } else if (Files.isRegularFile(path)) {
            add(path, into + "/" + path.getFileName(), false);
        } else {
            throw new IOException("layers: '" + from + "' is neither a file nor a folder");
        }
    }

    private void below(Path path, String into) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the build was stopped");
        }
        Path real = inside(path);
        if (around.contains(real)) {
            throw new IOException("layers: the symbolic link '" + folder.relativize(path)
                    + "' leads back to a folder around it; remove the link, or name fewer files");
        }
        around.push(real);
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
            all.forEach(children::add);
        }
        Collections.sort(children);
        for (Path child : children) {
            String target = into + "/" + child.getFileName();
            if (Files.isDirectory(child)) {
                add(child, target, true);
                below(child, target);
            } else if (Files.isRegularFile(child)) {
                if (Files.isSymbolicLink(child)) {
                    inside(child);
                }
                add(child, target, false);
            } else if (Files.isSymbolicLink(child)) {
                throw new IOException("layers: the symbolic link '" + folder.relativize(child) + "' leads to nothing");
            } // else a socket or the like, which no image can hold
        }
        around.pop();
    }

    private void add(Path source, String target, boolean isFolder) throws IOException {
        if (target.indexOf(UNREADABLE) >= 0) {
            throw new IOException(
                    "layers: the agent's locale cannot read the name of '" + folder.relativize(source)
                            + "', so it would get another one in the image; set LC_ALL=C.UTF-8 for the agent's Java, or rename it");
        }
        entries.add(new Entry(source, target, isFolder));
    }

    private Path inside(Path path) throws IOException {
        Path real = path.toRealPath();
        if (!real.startsWith(root)) {
            throw new IOException("layers: '" + folder.relativize(path) + "' leads out of the workspace");
        }
        return real;
    }
}
