package io.jenkins.plugins.storefront.delivery.port;

/**
 * What the record says of one service in an environment before this run.
 *
 * @param service its name
 * @param commit that it was built of, or null where that is not on record
 * @param job full name of the job that brought it
 * @param run build number of that job
 * @param failedSince whether something was tried in vain after it
 */
public record Served(String service, String commit, String job, int run, boolean failedSince) {}
