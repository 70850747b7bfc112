package io.jenkins.plugins.storefront.runner.declarative.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The conditions of a {@code post} section, in the order in which they run, whatever the order they are written in. */
public enum PostCondition {
    ALWAYS("always"),
    CHANGED("changed"),
    FIXED("fixed"),
    REGRESSION("regression"),
    ABORTED("aborted"),
    SUCCESS("success"),
    UNSUCCESSFUL("unsuccessful"),
    UNSTABLE("unstable"),
    FAILURE("failure"),
    NOT_BUILT("notBuilt"),
    CLEANUP("cleanup");

    private final String word;

    PostCondition(String word) {
        this.word = word;
    }

    /** As written in a Jenkinsfile. */
    public String word() {
        return word;
    }

    public static Optional<PostCondition> of(String word) {
        return Arrays.stream(values())
                .filter(condition -> condition.word.equals(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(PostCondition::word).toList();
    }
}
