package io.jenkins.plugins.storefront.runner.report;

import io.jenkins.plugins.storefront.delivery.model.Outcome;

/**
 * How an outcome looks. Never a colour alone: always with its word and its icon.
 *
 * @param css class that gives the colour
 * @param icon id of the symbol in the page
 * @param word for people
 */
record State(String css, String icon, String word) {
    static final State UNFINISHED = new State("quiet", "dots", "Unfinished");

    /** Of an outcome; null is unfinished. */
    static State of(Outcome outcome) {
        if (outcome == null) {
            return UNFINISHED;
        }
        return switch (outcome) {
            case SUCCEEDED -> new State("good", "check", "Succeeded");
            case UNSTABLE -> new State("warn", "alert", "Unstable");
            case FAILED -> new State("bad", "cross", "Failed");
            case UNDONE -> new State("undone", "undo", "Undone");
            case ABORTED -> new State("stop", "stop", "Aborted");
            case SKIPPED -> new State("quiet", "skip", "Skipped");
        };
    }

    /** Of a run's result, by Jenkins' name for it. */
    static State ofResult(String result) {
        return switch (result) {
            case "SUCCESS" -> of(Outcome.SUCCEEDED);
            case "UNSTABLE" -> of(Outcome.UNSTABLE);
            case "ABORTED" -> of(Outcome.ABORTED);
            case "NOT_BUILT" -> of(Outcome.SKIPPED);
            default -> of(Outcome.FAILED);
        };
    }

    /** The same look with another word. */
    State saying(String other) {
        return new State(css, icon, other);
    }
}
