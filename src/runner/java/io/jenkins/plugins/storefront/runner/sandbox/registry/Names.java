package io.jenkins.plugins.storefront.runner.sandbox.registry;

import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.util.regex.Pattern;

/** The grammar of names (distribution specification, "Pulling manifests"); what passes is safe as a file name. */
final class Names {
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final int LONGEST_REPOSITORY = 255;

    private Names() {}

    static String repository(String text) throws RegistryFault {
        if (text.length() > LONGEST_REPOSITORY || !REPOSITORY.matcher(text).matches()) {
            throw RegistryFault.bad("NAME_INVALID", "'" + text + "' is no repository name");
        }
        return text;
    }

    static boolean isDigest(String text) {
        return text.contains(":");
    }

    /** A SHA-256 digest, the one that every registry must take. */
    static Digest digest(String text) throws RegistryFault {
        try {
            Digest digest = new Digest(text);
            if (!digest.value().startsWith("sha256:")) {
                throw new IllegalArgumentException("only sha256 is kept here, not " + text);
            }
            return digest;
        } catch (IllegalArgumentException e) {
            throw RegistryFault.bad("DIGEST_INVALID", e.getMessage());
        }
    }

    static String tag(String text) throws RegistryFault {
        if (!TAG.matcher(text).matches()) {
            throw RegistryFault.bad("TAG_INVALID", "'" + text + "' is no tag");
        }
        return text;
    }
}
