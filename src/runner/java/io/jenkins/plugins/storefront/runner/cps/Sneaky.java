package io.jenkins.plugins.storefront.runner.cps;

/** Script code throws what it likes; Java's checked exceptions mean nothing there. */
final class Sneaky {
    private Sneaky() {}

    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException rethrow(Throwable e) throws E {
        throw (E) e;
    }
}
