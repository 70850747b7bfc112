package io.jenkins.plugins.storefront.delivery.model;

import java.time.Instant;

/**
 * The run that a release belongs to.
 *
 * @param job full name, such as {@code shop/main}
 * @param number build number, 1 or more
 * @param url absolute URL of the run, or null where there is none
 * @param startedAt start of the run
 * @param startedBy who or what started it, for people
 * @param commit full commit id, or null
 * @param branch or null
 */
public record RunInfo(
        String job, int number, String url, Instant startedAt, String startedBy, String commit, String branch) {
    public String displayName() {
        return job + " #" + number;
    }
}
