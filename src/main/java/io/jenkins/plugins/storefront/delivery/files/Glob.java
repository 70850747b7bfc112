package io.jenkins.plugins.storefront.delivery.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pattern for files of a workspace, as Ant's and Jenkins' own: {@code *} and {@code ?} within one folder, <code>**&#47;</code> for
 * any number of folders, none too; {@code {a,b}} for either. Slashes separate folders on every system.
 */
public final class Glob {
    private static final int DEEPEST = 40;
    private static final Pattern SPECIAL = Pattern.compile("[*?{\\[]");

    private final String pattern;
    private final PathMatcher matcher;

    /**
     * A pattern.
     *
     * @throws IOException if it leads out of the workspace or has no meaning
     */
    public Glob(String pattern) throws IOException {
        String clean = pattern.replace('\\', '/');
        if (clean.startsWith("/") || clean.matches("(.*/)?\\.\\.(/.*)?")) {
            throw new IOException("'" + pattern + "' leaves the workspace");
        }
        this.pattern = clean.endsWith("/") ? clean + "**" : clean;
        try {
            this.matcher = FileSystems.getDefault().getPathMatcher("glob:" + this.pattern.replace("**/", "{**/,}"));
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + pattern + "' is no pattern of files: " + e.getMessage(), e);
        }
    }

    /** Whether a text is a pattern rather than the name of one file or folder. */
    public static boolean isPattern(String text) {
        return SPECIAL.matcher(text).find();
    }

    /** The folder below {@code root} that everything matched is in. */
    public Path base(Path root) {
        Path base = root;
        String[] parts = pattern.split("/");
        for (int i = 0; i < parts.length - 1 && !isPattern(parts[i]); i++) {
            base = base.resolve(parts[i]);
        }
        return base;
    }

    /** Whether a path relative to the root matches. */
    public boolean matches(Path relative) {
        return matcher.matches(relative);
    }

    /** The files below {@code root} that match, sorted; symbolic links to folders are not followed. */
    public List<Path> files(Path root) throws IOException {
        Path base = base(root);
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(base, DEEPEST)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> matches(root.relativize(file)))
                    .sorted()
                    .toList();
        }
    }
}
