package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.files.Glob;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads text files of a workspace, on the machine that has them. A path may not leave the workspace, not even by a
 * symbolic link.
 */
final class ReadFiles implements WorkspaceTask<LinkedHashMap<String, String>> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_FILES = 1000;

    private final ArrayList<String> globs;
    private final boolean mayBeNone;

    ReadFiles(List<String> globs) {
        this(globs, false);
    }

    private ReadFiles(List<String> globs, boolean mayBeNone) {
        this.globs = new ArrayList<>(globs);
        this.mayBeNone = mayBeNone;
    }

    /** Those files that are there. */
    static ReadFiles whereThereAre(String glob) {
        return new ReadFiles(List.of(glob), true);
    }

    /** File name, relative and with slashes, to content. */
    @Override
    public LinkedHashMap<String, String> run(Path folder) throws IOException {
        LinkedHashMap<String, String> found = new LinkedHashMap<>();
        if (!Files.exists(folder)) { // a workspace is made by the first step that writes to it
            if (mayBeNone) {
                return found;
            }
            throw new IOException("no file matches '" + globs.get(0) + "' in " + folder + ", which is empty");
        }
        Path root = folder.toRealPath();
        long size = 0;
        for (String glob : globs) {
            List<Path> files = new Glob(glob).files(root);
            if (files.isEmpty() && !mayBeNone) {
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
                found.put(name, text(file, name));
            }
        }
        return found;
    }

    private static String text(Path file, String name) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException(name + " is not UTF-8 text", e);
        }
    }
}
