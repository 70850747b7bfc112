package io.jenkins.plugins.storefront.strategy;

/** What forms and Jenkinsfiles give. */
final class Given {
    private Given() {}

    /** Null where nothing is given, as an empty field of a form. */
    static String orNull(String given) {
        return given == null || given.isBlank() ? null : given.trim();
    }
}
