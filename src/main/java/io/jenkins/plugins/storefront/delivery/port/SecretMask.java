package io.jenkins.plugins.storefront.delivery.port;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Replaces the secrets that a run has used in any text, longest first. Thread-safe; secrets are added as they are revealed. */
public final class SecretMask implements UnaryOperator<String> {
    /** A shorter secret would star out half the log and protect nothing. */
    private static final int SHORTEST = 4;

    private final NavigableSet<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Hides {@code secret} from now on, each line of it too (private keys are shown line by line). */
    public synchronized void add(String secret) {
        for (String part : (secret + "\n" + secret.trim()).split("\\R", -1)) {
            if (part.trim().length() >= SHORTEST) {
                secrets.add(part.trim());
            }
        }
        if (secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
    }

    @Override
    public synchronized String apply(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "****");
        }
        return masked;
    }
}
