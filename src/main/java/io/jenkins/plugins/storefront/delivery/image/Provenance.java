package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The standard labels and annotations of an image (opencontainers/image-spec, annotations.md), out of the run and its checkout. What a
 * build or its Dockerfile gives itself wins.
 */
final class Provenance {
    private static final String PREFIX = "org.opencontainers.image.";

    /** Characters of a commit id that name it for people. */
    private static final int COMMIT_LENGTH = 12;

    /** Where checkouts say what they checked out, the first that is there. */
    private static final String[] SOURCES = {"GIT_URL", "GIT_URL_1", "SVN_URL", "SVN_URL_1"};

    private Provenance() {}

    /**
     * Labels of an image.
     *
     * @param dockerfile whose own labels stay as they are, or null
     * @param now when it is built, or null where the image must not differ from one built at another time
     */
    static Map<String, String> labels(
            ImageBuildRequest request,
            RunInfo run,
            Map<String, String> environment,
            Dockerfile dockerfile,
            Instant now) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(PREFIX + "title", request.service().value());
        String source = source(environment);
        if (source != null) {
            labels.put(PREFIX + "source", source);
        }
        if (run.commit() != null) {
            labels.put(PREFIX + "revision", run.commit());
            labels.put(
                    PREFIX + "version",
                    run.commit()
                            .substring(0, Math.min(COMMIT_LENGTH, run.commit().length())));
        }
        if (now != null) {
            labels.put(PREFIX + "created", now.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        if (dockerfile != null) {
            labels.keySet().removeAll(dockerfile.labels());
        }
        labels.putAll(request.labels());
        return labels;
    }

    /** What of the labels belongs into the manifest too. */
    static Map<String, String> annotations(Map<String, String> labels) {
        Map<String, String> annotations = new LinkedHashMap<>();
        labels.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                annotations.put(name, value);
            }
        });
        return annotations;
    }

    /** The repository's address, without the login that it may hold. */
    private static String source(Map<String, String> environment) {
        for (String variable : SOURCES) {
            String url = environment.get(variable);
            if (url != null && !url.isBlank()) {
                return url.trim().replaceFirst("^([a-z][a-z0-9+.-]*://)[^/@]*@", "$1");
            }
        }
        return null;
    }
}
