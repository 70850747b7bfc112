package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads text files of a workspace, on the machine that has them. A path may not leave the workspace, not even by a
 * symbolic link.
 */
final class ReadFiles implements WorkspaceTask<LinkedHashMap<String, String>> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_FILES = 1000;
    private static final int DEEPEST = 30;

    private final ArrayList<String> globs;

    ReadFiles(List<String> globs) {
        this.globs = new ArrayList<>(globs);
    }

    /** File name, relative and with slashes, to content. */
    @Override
    public LinkedHashMap<String, String> run(Path folder) throws IOException {
        Path root = folder.toRealPath();
        LinkedHashMap<String, String> found = new LinkedHashMap<>();
        long size = 0;
        for (String glob : globs) {
            List<Path> files = matching(root, glob);
            if (files.isEmpty()) {
                throw new IOException("no file matches '" + glob + "' in " + folder);
            }
            for (Path file : files) {
                if (!file.toRealPath().startsWith(root)) {
                    throw new IOException(file + " leads out of the workspace");
                }
                size += Files.size(file);
                if (found.size() >= MOST_FILES || size > SafeYaml.LARGEST) {
                    throw new IOException("the files are more than " + MOST_FILES + " files or "
                            + (SafeYaml.LARGEST >> 20) + " MiB; name fewer of them");
                }
                String name = root.relativize(file).toString().replace('\\', '/');
                found.put(name, Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private static List<Path> matching(Path root, String glob) throws IOException {
        if (glob.startsWith("/") || glob.contains("..")) {
            throw new IOException("'" + glob + "' leaves the workspace");
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        // In Ant's patterns "**/" also stands for no folder at all
        PathMatcher alike =
                glob.startsWith("**/") ? FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(3)) : matcher;
        try (Stream<Path> all = Files.walk(root, DEEPEST)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> matcher.matches(root.relativize(path)) || alike.matches(root.relativize(path)))
                    .sorted()
                    .toList();
        }
    }
}
