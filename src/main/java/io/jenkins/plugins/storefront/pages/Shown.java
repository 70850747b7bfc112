package io.jenkins.plugins.storefront.pages;

/** Constants of the remote API. */
final class Shown {
    /** Parts are shown with the whole, however deep: a page's JSON needs no {@code depth}. */
    static final int NESTED = 999;

    private Shown() {}
}
