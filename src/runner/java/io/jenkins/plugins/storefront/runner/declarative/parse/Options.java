package io.jenkins.plugins.storefront.runner.declarative.parse;

import static io.jenkins.plugins.storefront.runner.declarative.parse.Signature.NOTHING;
import static io.jenkins.plugins.storefront.runner.declarative.parse.Signature.one;
import static io.jenkins.plugins.storefront.runner.declarative.parse.Signature.optional;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The options that Declarative knows, and what becomes of each in the local runner. */
final class Options {
    /**
     * @param signature what it takes; empty where the arguments do not matter here
     * @param stage whether a stage may have it too
     * @param ignored whether it only means something in Jenkins
     */
    record Rule(Optional<Signature> signature, boolean stage, boolean ignored) {}

    private static final Map<String, Rule> RULES = new TreeMap<>();

    static {
        // Blocks around the stages
        anywhere("timeout", one("time", "unit", "activity"));
        anywhere("retry", one("count", "conditions"));
        anywhere("timestamps", NOTHING);
        anywhere("ansiColor", one("colorMapName"));
        RULES.put("lock", new Rule(Optional.empty(), true, false));
        RULES.put("catchError", new Rule(Optional.empty(), true, false));
        RULES.put("warnError", new Rule(Optional.empty(), true, false));
        RULES.put("withEnv", new Rule(Optional.empty(), true, false));
        RULES.put("withNotices", new Rule(Optional.empty(), true, false));
        RULES.put("withCredentials", new Rule(Optional.empty(), true, false));
        // Switches of Declarative itself
        anywhere("skipDefaultCheckout", optional("skipDefaultCheckout"));
        anywhere("checkoutToSubdirectory", one("subdirectory"));
        pipeline("skipStagesAfterUnstable", NOTHING);
        pipeline("parallelsAlwaysFailFast", NOTHING);
        pipeline("preserveStashes", optional("buildCount"));
        pipeline("newContainerPerStage", NOTHING);
        // What Jenkins does with its jobs
        for (String name : new String[] {
            "buildDiscarder",
            "copyArtifactPermission",
            "disableConcurrentBuilds",
            "disableRestartFromStage",
            "disableResume",
            "durabilityHint",
            "gitLabConnection",
            "githubProjectProperty",
            "overrideIndexTriggers",
            "quietPeriod",
            "rateLimitBuilds",
            "throttleJobProperty"
        }) {
            RULES.put(name, new Rule(Optional.empty(), false, true));
        }
    }

    private Options() {}

    private static void anywhere(String name, Signature signature) {
        RULES.put(name, new Rule(Optional.of(signature), true, false));
    }

    private static void pipeline(String name, Signature signature) {
        RULES.put(name, new Rule(Optional.of(signature), false, false));
    }

    /** Null if there is no such option there. */
    static Rule rule(String name, boolean inStage) {
        Rule rule = RULES.get(name);
        return rule == null || (inStage && !rule.stage()) ? null : rule;
    }

    static Collection<String> names(boolean inStage) {
        return RULES.entrySet().stream()
                .filter(entry -> !inStage || entry.getValue().stage())
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }
}
