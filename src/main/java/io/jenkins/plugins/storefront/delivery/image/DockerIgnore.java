package io.jenkins.plugins.storefront.delivery.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code .dockerignore} leaves out of a context. As in Docker the last pattern that matches decides; one that matches a folder
 * matches what is in it.
 */
final class DockerIgnore {
    /** Leaves nothing out. */
    static final DockerIgnore NOTHING = new DockerIgnore(List.of());

    private final List<IgnorePattern> patterns;
    private final boolean hasExceptions;
    private final boolean plainExceptions;

    private DockerIgnore(List<IgnorePattern> patterns) {
        this.patterns = patterns;
        this.hasExceptions = patterns.stream().anyMatch(IgnorePattern::isException);
        this.plainExceptions =
                patterns.stream().filter(IgnorePattern::isException).allMatch(IgnorePattern::isPlainPath);
    }

    /** Reads the file's text; a line that is no pattern is an error, as it is for Docker. */
    static DockerIgnore parse(String text) throws IOException {
        List<IgnorePattern> patterns = new ArrayList<>();
        String all = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (String line : all.split("\r?\n", -1)) {
            IgnorePattern pattern = IgnorePattern.of(line);
            if (pattern != null) {
                patterns.add(pattern);
            }
        }
        return new DockerIgnore(List.copyOf(patterns));
    }

    /** How the patterns judge one path; what is in a folder is judged from the folder's judgement. */
    final class Judgement {
        private final boolean[] matched = new boolean[patterns.size()];
        private boolean out;

        private Judgement() {}

        boolean leftOut() {
            return out;
        }

        /** The judgement of {@code path}, which is directly in the folder that this one is about. */
        Judgement of(String path) {
            Judgement made = new Judgement();
            for (int i = 0; i < matched.length; i++) {
                IgnorePattern pattern = patterns.get(i);
                // Only what could turn the judgement over is looked at, unless the folder matched already
                made.matched[i] = matched[i] || pattern.isException() == made.out && pattern.matches(path);
                if (made.matched[i]) {
                    made.out = !pattern.isException();
                }
            }
            return made;
        }
    }

    /** The judgement of the context itself, which stays. */
    Judgement top() {
        return new Judgement();
    }

    /** Whether something in a folder that is left out may stay after all. */
    boolean mayKeepBelow(String folder) {
        return hasExceptions
                && (!plainExceptions
                        || patterns.stream()
                                .anyMatch(pattern -> pattern.isException() && pattern.mayMatchBelow(folder)));
    }

    /** Whether one path, with slashes, is left out. */
    boolean leavesOut(String path) {
        Judgement judgement = top();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            judgement = judgement.of(path.substring(0, slash));
        }
        return judgement.of(path).leftOut();
    }
}
