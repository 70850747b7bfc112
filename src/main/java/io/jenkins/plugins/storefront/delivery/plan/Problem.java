package io.jenkins.plugins.storefront.delivery.plan;

/**
 * Something wrong in a set of manifests, in one line.
 *
 * @param error whether it keeps the set from being rolled out; else a warning
 * @param subject object that it is about
 * @param text what is wrong and what to do
 */
public record Problem(boolean error, String subject, String text) {
    static Problem error(Object subject, String text) {
        return new Problem(true, subject.toString(), text);
    }

    static Problem warning(Object subject, String text) {
        return new Problem(false, subject.toString(), text);
    }

    @Override
    public String toString() {
        return subject + ": " + text;
    }
}
