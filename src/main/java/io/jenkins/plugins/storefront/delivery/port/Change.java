package io.jenkins.plugins.storefront.delivery.port;

/**
 * A commit of a release.
 *
 * @param id full commit id, or what the host calls it
 * @param title first line of its message
 * @param author who wrote it
 */
public record Change(String id, String title, Person author) {}
