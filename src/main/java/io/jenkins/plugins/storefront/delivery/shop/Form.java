package io.jenkins.plugins.storefront.delivery.shop;

import io.jenkins.plugins.storefront.delivery.text.Age;
import java.util.regex.Pattern;

/**
 * What a text may look like. The patterns are those of {@code storefront.schema.json}, in the syntax that Java and ECMA-262 share, so
 * that an editor and a step judge alike.
 */
enum Form {
    ANY("^[\\s\\S]*$", "a text"),
    SERVICE("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", "a service name (lower-case letters, digits and hyphens)"),
    SET("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", "a name of 1 to 40 lower-case letters, digits and hyphens"),
    REASON("^[^\\x00-\\x1f]*[^\\x00-\\x20][^\\x00-\\x1f]*$", "a reason in one line"),
    REGISTRY(
            "^(?:" + Grammar.HOST + "|" + Grammar.PART + ")(?:/" + Grammar.PART + ")*$",
            "a registry, and a path where it has one, such as registry.example.com/shop"),
    IMAGE("^" + Grammar.NAME + "$", "an image without a tag, such as registry.example.com/shop/cart"),
    BASE(
            "^(?:tar:" + Grammar.RELATIVE + "|(?!tar:)" + Grammar.NAME
                    + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?)$",
            "an image, tar:PATH or scratch"),
    PATH("^" + Grammar.RELATIVE + "$", "a path with slashes, inside the workspace"),
    GLOB("^(?!/)(?![^\\x00-\\x1f]*\\.\\.)[^\\x00-\\x1f]+$", "a glob of files inside the workspace, such as k8s/*.yaml"),
    ABSOLUTE("^/[^\\x00-\\x1f]*$", "an absolute path in the image"),
    STAGE("^[A-Za-z0-9][A-Za-z0-9_.-]*$", "a stage of the Dockerfile"),
    VARIABLE("^[A-Za-z_][A-Za-z0-9_.-]*$", "a name of letters, digits, '_', '.' and '-'"),
    LABEL("^[^\\s=]+$", "a label's name without spaces"),
    USER("^[A-Za-z0-9_][A-Za-z0-9_.:-]*$", "a user, such as 1000"),
    CHANNEL("^[^\\s,]+$", "one Slack channel, such as '#releases'"),
    LANGUAGE("^(?:en|zh_CN)$", "en or zh_CN"),
    ADDRESS("^[^\\x00-\\x1f@,]+@[^\\x00-\\x1f@,]+$", "one mail address"),
    TOPIC(
            "^(?:started|succeeded|failed|recovered|undone|waiting|unstable)$",
            "started, succeeded, failed, recovered, undone, waiting or unstable"),
    TIER("^(?:development|testing|staging|production)$", "development, testing, staging or production"),
    NAMES("^[^\\x00-\\x1f]+$", "a name, in which * stands for any letters"),
    DOMAIN("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$", "a domain such as example.com"),
    DIGEST("^(?:hourly|daily|[0-2][0-9]:[0-5][0-9])$", "hourly, daily or a time such as 08:30"),
    WORSE("^(?:higher|lower|either)$", "higher, lower or either"),
    CACHE(
            "^" + Grammar.NAME + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?$",
            "an image that holds a cache, such as registry.example.com/shop/cart:cache"),
    CREDENTIAL("^[^\\x00-\\x1f]{1,200}$", "a credential's id"),
    KEY("^[^\\x00-\\x1f]{0,200}$", "a credential's id, or nothing"),
    PLATFORM("^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$", "a platform such as linux/amd64"),
    AGE(Age.FORM, "a length of time such as 7d"),
    BUILDER(
            "^(?:auto|docker|buildx|docker-classic|podman|buildah|jib)$",
            "auto, docker, buildx, docker-classic, podman, buildah or jib");

    /** Longest text of a name, path or address, in characters; values of variables, labels and arguments have no such limit. */
    static final int LONGEST = 200;

    /** Parts of patterns; NAME is the grammar of distribution/reference without tag and digest. */
    private static final class Grammar {
        static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
        static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
        static final String HOST =
                "(?:" + LABEL + "(?:\\." + LABEL + ")+(?::[0-9]{1,5})?|" + LABEL + ":[0-9]{1,5}|localhost)";
        static final String NAME = "(?:" + HOST + "/)?" + PART + "(?:/" + PART + ")*";
        static final String RELATIVE = "(?![/-])(?!(?:[^\\x00-\\x1f]*/)?\\.\\.(?:/|$))[^\\x00-\\x1f\\\\]+";
    }

    private final Pattern pattern;
    private final String wanted;

    Form(String pattern, String wanted) {
        this.pattern = Pattern.compile(pattern);
        this.wanted = wanted;
    }

    String pattern() {
        return pattern.pattern();
    }

    String wanted() {
        return wanted;
    }

    boolean accepts(String text) {
        return this == ANY || text.length() <= LONGEST && pattern.matcher(text).matches();
    }
}
