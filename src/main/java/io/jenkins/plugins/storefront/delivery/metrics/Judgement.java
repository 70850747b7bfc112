package io.jenkins.plugins.storefront.delivery.metrics;

/**
 * What the judge says of one metric.
 *
 * @param verdict whether it is good
 * @param reason one sentence with the numbers, for people
 */
public record Judgement(Verdict verdict, String reason) {
    /** How a metric is judged. */
    public enum Verdict {
        GOOD,
        BAD,
        /** There are too few samples to say; at the end of a step that is as bad as bad. */
        NO_DATA
    }

    static Judgement good(String reason) {
        return new Judgement(Verdict.GOOD, reason);
    }

    static Judgement bad(String reason) {
        return new Judgement(Verdict.BAD, reason);
    }

    static Judgement noData(String reason) {
        return new Judgement(Verdict.NO_DATA, reason);
    }
}
