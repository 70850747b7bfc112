package io.jenkins.plugins.storefront.delivery.image;

/** Names of platforms. */
final class Platforms {
    private Platforms() {}

    /** Whether they are the same but for a variant that one of them does not say, such as {@code v8}. */
    static boolean same(String one, String other) {
        return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
    }
}
