package io.jenkins.plugins.storefront.delivery.image;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a Dockerfile uses that is not in the context: the images it builds on and copies from. It is read as BuildKit reads it
 * (docs.docker.com/reference/dockerfile); where the reading is not certain, {@link #obstacle} says so, and nothing is reused.
 *
 * @param text as it was read
 * @param images in the order of the text, each place for itself
 * @param needs what only some back ends can do
 * @param obstacle why what is built of it may change though nothing in the key does, in one sentence; or null
 */
record Dockerfile(String text, List<Use> images, Set<Ability> needs, String obstacle) {
    /**
     * A place where an image is named.
     *
     * @param image as it reads with all arguments filled in
     * @param begin of the place in the text
     * @param end of the place, exclusive
     */
    record Use(String image, int begin, int end) {}

    /** @param buildArgs that the build gives */
    static Dockerfile parse(String text, Map<String, String> buildArgs) {
        return new DockerfileReader(text, buildArgs).read();
    }

    /** Names of the labels that it sets. */
    Set<String> labels() {
        Set<String> names = new HashSet<>();
        for (DockerfileLines.Instruction one : new DockerfileLines(text).instructions()) {
            if (one.name().equals("LABEL")) {
                one.words()
                        .forEach(word ->
                                names.add(word.text().replaceFirst("=.*", "").replaceAll("[\"']", "")));
            }
        }
        return names;
    }

    /** The same text with every image named as {@code pinned} has it; lines keep their numbers. */
    String pinned(Map<String, String> pinned) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = images.size() - 1; i >= 0; i--) {
            Use use = images.get(i);
            changed.replace(use.begin(), use.end(), pinned.getOrDefault(use.image(), use.image()));
        }
        return changed.toString();
    }
}
