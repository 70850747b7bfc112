package io.jenkins.plugins.storefront.delivery.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One digest over a folder as a build sees it: paths, kinds, permissions, contents, targets of symbolic links. Times and owners are
 * no part of it, since builders ignore the one and replace the other. Links are never followed and devices never opened, so neither a
 * circle nor a pipe can hold it up.
 */
final class ContextDigest {
    private static final int BUFFER = 64 << 10;
    private static final int PERMISSIONS = 07777;
    private static final int DEEPEST = 1000;

    /** Stands for bytes that are no text in the agent's locale; such a name is never left out. */
    private static final char UNREADABLE = '\uFFFD';

    private final Path root;
    private final boolean posix;
    private final List<DockerIgnore> ignores;
    private final KeyHash hash = new KeyHash();
    private final KeyHash content = new KeyHash();
    private final byte[] buffer = new byte[BUFFER];
    private final List<String> waiting = new ArrayList<>();
    private long files;
    private long bytes;

    /** @param ignores a path is left out where each of them leaves it out */
    ContextDigest(Path root, List<DockerIgnore> ignores) {
        this.root = root;
        this.ignores = ignores;
        this.posix = root.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    void run() throws IOException, InterruptedException {
        folder(root, "", ignores.stream().map(DockerIgnore::top).toList(), 0);
    }

    String hex() {
        return hash.hex();
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    private void folder(Path folder, String prefix, List<DockerIgnore.Judgement> around, int depth)
            throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the build was stopped");
        } else if (depth > DEEPEST) {
            throw new IOException("the context has folders in folders more than " + DEEPEST + " deep");
        }
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(children::add);
        }
        Collections.sort(children);
        for (Path child : children) {
            String path = prefix + child.getFileName();
            List<DockerIgnore.Judgement> judged =
                    around.stream().map(one -> one.of(path)).toList();
            boolean out = path.indexOf(UNREADABLE) < 0 && judged.stream().allMatch(DockerIgnore.Judgement::leftOut);
            if (out && ignores.stream().noneMatch(one -> one.mayKeepBelow(path))) {
                continue;
            }
            entry(child, path, judged, out, depth);
        }
    }

    /** A path's own bytes, whatever the locale makes of them: a name in any script gives the same key on any agent. */
    private String named(Path file, String path) {
        return path.chars().allMatch(c -> c < 128)
                ? path
                : root.toUri().relativize(file.toUri()).getRawPath().replaceFirst("/$", "");
    }

    /** Where a link leads, by its own bytes too. */
    private String target(Path target) {
        String path = target.toString();
        if (path.chars().allMatch(c -> c < 128)) {
            return path;
        }
        String raw = root.resolve(target).toUri().getRawPath().replaceFirst("/$", "");
        String before = root.toUri().getRawPath();
        return target.isAbsolute() || !raw.startsWith(before) ? raw : raw.substring(before.length());
    }

    private void entry(Path file, String path, List<DockerIgnore.Judgement> judged, boolean out, int depth)
            throws IOException, InterruptedException {
        Kind kind = Kind.of(file, posix);
        if (kind.isFolder()) {
            String line = "d " + kind.mode() + " " + named(file, path);
            if (out) {
                waiting.add(line); // there only where something in it stays
            } else {
                hash.text(line);
            }
            int before = waiting.size();
            folder(file, path + "/", judged, depth + 1);
            if (out && waiting.size() == before) {
                waiting.remove(waiting.size() - 1);
            }
            return;
        } else if (out) {
            return;
        }
        waiting.forEach(hash::text);
        waiting.clear();
        if (kind.isLink()) {
            hash.text("l " + named(file, path)).text(target(Files.readSymbolicLink(file)));
        } else if (kind.isFile()) {
            hash.text("f " + kind.mode() + " " + named(file, path)).text(content(file));
            files++;
        } else {
            hash.text("o " + kind.mode() + " " + named(file, path));
        }
    }

    /** What a path is, by one look at it. */
    private record Kind(boolean isFolder, boolean isFile, boolean isLink, String mode) {
        private static final int TYPE = 0170000;
        private static final int FOLDER = 0040000;
        private static final int FILE = 0100000;
        private static final int LINK = 0120000;

        static Kind of(Path path, boolean posix) throws IOException {
            if (!posix) {
                BasicFileAttributes found =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return new Kind(found.isDirectory(), found.isRegularFile(), found.isSymbolicLink(), "-");
            }
            int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            int type = mode & TYPE;
            return new Kind(type == FOLDER, type == FILE, type == LINK, Integer.toOctalString(mode & PERMISSIONS));
        }
    }

    private String content(Path file) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the build was stopped");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                content.part(buffer, read);
                bytes += read;
            }
        }
        return content.hex();
    }
}
