package io.jenkins.plugins.storefront.runner.declarative.run;

/** Why a stage is not run, in Jenkins' words; it holds for the stages inside too. */
enum SkipReason {
    FAILURE("due to earlier failure(s)"),
    UNSTABLE("due to earlier stage(s) marking the build as unstable"),
    WHEN("due to when conditional");

    private final String words;

    SkipReason(String words) {
        this.words = words;
    }

    String message(String stage) {
        return "Stage \"" + stage + "\" skipped " + words;
    }
}
