package io.jenkins.plugins.storefront.config;

import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is right in a field. Each rule answers null, or the key of the sentence in {@code Words.properties} that says what is wrong;
 * a key that begins with {@code warn.} is advice. An empty field is right unless the rule says that it is required.
 */
final class Rules {
    /** RFC 1123 label, as Kubernetes wants names of namespaces (kubernetes.io/docs/concepts/overview/working-with-objects/names). */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Host and port as the image reference grammar has them (github.com/distribution/reference). */
    private static final Pattern REGISTRY = Pattern.compile(
            "([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9a-fA-F:]+])"
                    + "(:\\d{1,5})?");

    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?");
    private static final Pattern SLACK_ID = Pattern.compile("[CDG][A-Z0-9]{8,}");
    private static final int LONGEST_CHANNEL = 80;
    private static final int HIGHEST_PORT = 65_535;

    private Rules() {}

    static String name(String value) {
        return Texts.orNull(value) == null ? "rule.name.required" : null;
    }

    /** An address of an API: {@code https}, or {@code http} on this machine. */
    static String url(String value) {
        String text = Texts.orNull(value);
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null) {
                return "rule.url";
            } else if (uri.getUserInfo() != null) {
                return "rule.url.login";
            }
            return scheme.equals("http") && !RegistryAccess.isLoopback(uri.getHost()) ? "warn.url.plain" : null;
        } catch (URISyntaxException e) {
            return "rule.url";
        }
    }

    static String namespace(String value) {
        String text = Texts.orNull(value);
        return text == null || LABEL.matcher(text).matches() ? null : "rule.namespace";
    }

    /** A registry's host as in image names; required. */
    static String registry(String value) {
        String text = Texts.orNull(value);
        if (text == null) {
            return "rule.name.required";
        } else if (text.contains("://") || text.contains("/")) {
            return "rule.registry.url";
        }
        return REGISTRY.matcher(text).matches() ? null : "rule.registry";
    }

    /** A repository within a registry (distribution specification, "Pulling manifests"). */
    static String repository(String value) {
        String text = Texts.orNull(value);
        return text == null || REPOSITORY.matcher(text).matches() ? null : "rule.repository";
    }

    static String host(String value) {
        String text = Texts.orNull(value);
        return text == null ? "rule.host.required" : HOST.matcher(text).matches() ? null : "rule.host";
    }

    static String port(String value) {
        String text = Texts.orNull(value);
        if (text == null || !text.matches("\\d{1,5}")) {
            return "rule.port";
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= HIGHEST_PORT ? null : "rule.port";
    }

    /** One sender, with or without a name in front. */
    static String mailAddress(String value) {
        String text = Texts.orNull(value);
        if (text == null) {
            return null;
        }
        try {
            return new InternetAddress(text, true).getAddress().contains("@") ? null : "rule.mail";
        } catch (AddressException e) {
            return "rule.mail";
        }
    }

    /** A Slack channel by name or id (slack.com/help, "Guidelines for channel names"). */
    static String channel(String value) {
        String text = Texts.orNull(value);
        if (text == null || SLACK_ID.matcher(text).matches()) {
            return null;
        }
        String name = text.startsWith("#") ? text.substring(1) : text;
        boolean wrong = name.isEmpty()
                || name.length() > LONGEST_CHANNEL
                || !name.equals(name.toLowerCase(Locale.ROOT))
                || name.chars().anyMatch(c -> Character.isWhitespace(c) || c == '#' || c == '.' || c == ',');
        return wrong ? "rule.channel" : null;
    }

    /** Names in one list differ; a step finds its connection by them. */
    static void requireUnique(String what, Collection<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        what + ": '" + name + "' is there twice; give each a name of its own");
            }
        }
    }
}
