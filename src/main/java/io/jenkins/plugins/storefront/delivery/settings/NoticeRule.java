package io.jenkins.plugins.storefront.delivery.settings;

import io.jenkins.plugins.storefront.delivery.model.Tier;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One sentence about who is told of what. An empty selector selects everything.
 *
 * @param topics what it is about
 * @param environments names; {@code *} stands for any letters
 * @param tiers of those environments
 * @param services names of which the release has at least one; {@code *} as above
 * @param changesOnly whether an outcome like that of the deployment before there is no news
 * @param to who is told
 * @param calendar name of the {@link WorkCalendar} outside which nobody is disturbed, or null
 * @param digest when what came up is told together, or null for at once
 * @param escalateAfter how long a failure may stay unacknowledged, or null for ever
 * @param escalateTo who is told then
 */
public record NoticeRule(
        Set<Topic> topics,
        List<String> environments,
        Set<Tier> tiers,
        List<String> services,
        boolean changesOnly,
        NoticeTargets to,
        String calendar,
        Digest digest,
        Duration escalateAfter,
        NoticeTargets escalateTo) {
    public NoticeRule {
        topics = Set.copyOf(topics);
        environments = List.copyOf(environments);
        tiers = Set.copyOf(tiers);
        services = List.copyOf(services);
    }

    /**
     * Whether it is about this.
     *
     * @param about what happened, in one word or two: what has recovered has succeeded, too
     * @param environment name, or null where it is about the run itself
     * @param tier of the environment, or null where that is not known
     * @param released names of the release's services
     * @param changed whether the outcome differs from that before, or nothing was before
     */
    public boolean matches(
            Collection<Topic> about, String environment, Tier tier, Collection<String> released, boolean changed) {
        return (topics.isEmpty() || about.stream().anyMatch(topics::contains))
                && (environments.isEmpty() || environment != null && any(environments, environment))
                && (tiers.isEmpty() || tier != null && tiers.contains(tier))
                && (services.isEmpty() || released.stream().anyMatch(one -> any(services, one)))
                && (!changesOnly || changed || about.contains(Topic.STARTED) || about.contains(Topic.WAITING));
    }

    private static boolean any(List<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(one ->
                        Pattern.matches(("\\Q" + one.replace("\\E", "") + "\\E").replace("*", "\\E.*\\Q"), name));
    }
}
