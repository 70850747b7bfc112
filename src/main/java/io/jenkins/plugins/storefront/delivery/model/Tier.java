package io.jenkins.plugins.storefront.delivery.model;

/** What an environment is for, in GitLab's and DORA's terms; metrics and notice rules select by it. */
public enum Tier {
    DEVELOPMENT,
    TESTING,
    STAGING,
    PRODUCTION
}
