package io.jenkins.plugins.storefront.runner.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is checked out in a folder, read from git's own files: starting git would cost more than the whole start of a run. */
final class Git {
    private Git() {}

    /** {@code GIT_COMMIT} and {@code GIT_BRANCH}, as far as they are known; empty outside a checkout. */
    static Map<String, String> variables(Path project) {
        Map<String, String> found = new LinkedHashMap<>();
        try {
            Path folder = project.resolve(".git");
            if (Files.isRegularFile(folder)) {
                folder = project.resolve(Files.readString(folder).strip().replaceFirst("^gitdir: ", ""));
            }
            Path headFile = folder.resolve("HEAD");
            if (!Files.exists(headFile)) {
                return found;
            }
            String head = Files.readString(headFile).strip();
            if (!head.startsWith("ref: ")) {
                found.put("GIT_COMMIT", head);
                return found;
            }
            String ref = head.substring("ref: ".length());
            found.put("GIT_BRANCH", ref.replaceFirst("^refs/heads/", ""));
            String commit = commit(folder, ref);
            if (commit != null) {
                found.put("GIT_COMMIT", commit);
            }
        } catch (IOException e) {
            found.clear(); // a checkout that cannot be read is none
        }
        return found;
    }

    /** A branch is a file, or a line of packed-refs; a worktree shares those of its main checkout. */
    private static String commit(Path folder, String ref) throws IOException {
        Path common = folder.resolve("commondir");
        Path shared =
                Files.exists(common) ? folder.resolve(Files.readString(common).strip()) : folder;
        Path loose = shared.resolve(ref);
        if (Files.exists(loose)) {
            return Files.readString(loose).strip();
        }
        Path packed = shared.resolve("packed-refs");
        if (Files.exists(packed)) {
            for (String line : Files.readAllLines(packed)) {
                if (line.endsWith(" " + ref)) {
                    return line.substring(0, line.indexOf(' '));
                }
            }
        }
        return null;
    }
}
