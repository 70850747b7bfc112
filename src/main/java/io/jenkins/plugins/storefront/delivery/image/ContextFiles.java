package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Reads where the workspace is what a Dockerfile build takes in: the Dockerfile, and one digest over the context as
 * {@code .dockerignore} leaves it.
 */
final class ContextFiles implements WorkspaceTask<ContextFiles.Found> {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Largest Dockerfile or ignore file, in bytes. */
    private static final int LARGEST = 1 << 20;

    private final String context;
    private final String dockerfile;
    private final boolean hash;

    /**
     * What was found.
     *
     * @param dockerfile its text
     * @param digest over the context, hexadecimal; empty where it was not asked for
     * @param files how many files the context has
     * @param bytes in those files
     * @param ignore name and text of the file that stands beside the Dockerfile and is for it alone, or null
     * @param architecture of the machine, as Java names it
     */
    record Found(String dockerfile, String digest, long files, long bytes, String[] ignore, String architecture)
            implements Serializable {}

    /**
     * @param context folder in the workspace
     * @param dockerfile path in the workspace
     * @param hash whether the digest is wanted
     */
    ContextFiles(String context, String dockerfile, boolean hash) {
        this.context = context;
        this.dockerfile = dockerfile;
        this.hash = hash;
    }

    @Override
    public Found run(Path folder) throws IOException, InterruptedException {
        Path root = inside(folder, folder.resolve(context), "context");
        if (!Files.isDirectory(root)) {
            throw new IOException("there is no folder '" + context + "' in " + folder);
        }
        Path file = inside(folder, folder.resolve(dockerfile), "Dockerfile");
        String text = text(file, dockerfile);
        ContextDigest digest = new ContextDigest(root, ignores(root, folder.resolve(dockerfile)));
        if (hash) {
            digest.run();
        }
        return new Found(
                text,
                hash ? digest.hex() : "",
                digest.files(),
                digest.bytes(),
                ownIgnore(folder.resolve(dockerfile)),
                System.getProperty("os.arch"));
    }

    private static Path inside(Path folder, Path path, String what) throws IOException {
        try {
            Path real = path.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw new IOException("the " + what + " '" + folder.relativize(path) + "' leads out of the workspace");
            }
            return real;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no " + what + " '" + folder.relativize(path) + "' in " + folder, e);
        }
    }

    private static String text(Path file, String name) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(name + " is no file");
        } else if (Files.size(file) > LARGEST) {
            throw new IOException(name + " is larger than " + (LARGEST >> 10) + " KiB");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(name + " is not UTF-8", e);
        }
    }

    /** The one that stands beside the Dockerfile: BuildKit prefers it to that of the context. */
    private static String[] ownIgnore(Path dockerfile) throws IOException {
        for (String end : List.of(".dockerignore", ".containerignore")) {
            Path own = dockerfile.resolveSibling(dockerfile.getFileName() + end);
            if (Files.isRegularFile(own)) {
                return new String[] {end, text(own, own.getFileName().toString())};
            }
        }
        return null;
    }

    /**
     * The ignore file that each back end takes. Only what all of them leave out is left out of the digest: a file too many makes
     * a build that could have been spared, a file too few would make a wrong image pass for the right one.
     */
    private static List<DockerIgnore> ignores(Path root, Path dockerfile) throws IOException {
        String own = dockerfile.getFileName().toString();
        Path docker = root.resolve(".dockerignore");
        Path container = root.resolve(".containerignore");
        Path ownDocker = dockerfile.resolveSibling(own + ".dockerignore");
        Path ownContainer = dockerfile.resolveSibling(own + ".containerignore");
        LinkedHashSet<Path> taken = new LinkedHashSet<>();
        taken.add(first(docker)); // the classic builder
        taken.add(first(ownDocker, docker)); // BuildKit
        taken.add(first(container, docker)); // Buildah and Podman
        taken.add(first(ownContainer, ownDocker, container, docker)); // their later versions
        List<DockerIgnore> all = new ArrayList<>();
        for (Path one : taken) {
            all.add(one == null ? DockerIgnore.NOTHING : parsed(one));
        }
        return all;
    }

    private static Path first(Path... files) {
        for (Path file : files) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return file;
            }
        }
        return null;
    }

    private static DockerIgnore parsed(Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            return DockerIgnore.parse(text(file.toRealPath(), name));
        } catch (NoSuchFileException e) {
            throw new IOException(name + " is a symbolic link to nothing", e);
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }
}
