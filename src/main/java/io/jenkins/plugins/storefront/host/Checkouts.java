package io.jenkins.plugins.storefront.host;

import hudson.model.InvisibleAction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a run has checked out, by folder: the commit and where it came from. Steps of a scripted Pipeline have no variables of it, so
 * without this nobody would know there which commit a release is of. Kept with the run, and never changed.
 */
final class Checkouts extends InvisibleAction {
    /** Of the variables that plugins give, those that are read. */
    private static final Set<String> KEPT =
            Set.of("GIT_COMMIT", "GIT_BRANCH", "GIT_URL", "GIT_URL_1", "SVN_URL", "SVN_URL_1");

    private final Map<String, Map<String, String>> byFolder = new LinkedHashMap<>();

    /** These and one more; what the same folder held before counts no longer. */
    Checkouts with(String folder, Map<String, String> variables) {
        Checkouts more = new Checkouts();
        more.byFolder.putAll(byFolder);
        Map<String, String> kept = new LinkedHashMap<>(variables);
        kept.keySet().retainAll(KEPT);
        more.byFolder.put(slashes(folder), kept);
        return more;
    }

    /**
     * The variables of what is checked out where a step works: in that folder or the nearest one above; else what the run checked out
     * first.
     *
     * @param folder on an agent, or null outside of any
     */
    Map<String, String> variables(String folder) {
        String place = folder == null ? "" : slashes(folder) + "/";
        String nearest = null;
        for (String one : byFolder.keySet()) {
            if (place.startsWith(one + "/") && (nearest == null || one.length() > nearest.length())) {
                nearest = one;
            }
        }
        return nearest != null
                ? byFolder.get(nearest)
                : byFolder.values().stream().findFirst().orElse(Map.of());
    }

    private static String slashes(String folder) {
        return folder.replace('\\', '/');
    }
}
