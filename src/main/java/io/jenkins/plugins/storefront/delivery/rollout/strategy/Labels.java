package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Labels of a second set. It bears a label of its own, {@link #SLOT}, so that its Deployments select their own pods only. Where it must
 * get no traffic of the Services, one label that each of them selects has another value in it: {@code app: cart} becomes
 * {@code app: cart-green}. Nothing that is there is changed for that, so until traffic is given to it nobody can tell that it exists.
 */
final class Labels {
    static final String SLOT = "storefront.jenkins.io/slot";

    /** Keys that name the workload are changed rather than those that name its team or its tier. */
    private static final List<String> PREFERRED =
            List.of("app.kubernetes.io/name", "app", "app.kubernetes.io/component", "k8s-app", "name", "component");

    /** Longest value of a label. */
    private static final int LONGEST = 63;

    private final String track;
    private final Set<String> changed = new TreeSet<>();

    private Labels(String track) {
        this.track = track;
    }

    /** Labels that keep what the Services select. */
    static Labels shared(String track) {
        return new Labels(track);
    }

    /** Labels that none of the Services selects. */
    static Labels separate(String track, List<Manifest> services) {
        Labels labels = new Labels(track);
        for (Manifest service : services) {
            Map<String, Object> selector = Fields.map(service.object(), "spec", "selector");
            labels.changed.add(
                    PREFERRED.stream().filter(selector::containsKey).findFirst().orElseGet(() -> new TreeSet<>(
                                    selector.keySet())
                            .first()));
        }
        return labels;
    }

    /** Of the second set, of pods and of what selects them. */
    Map<String, Object> of(Map<String, Object> labels) {
        Map<String, Object> own = new LinkedHashMap<>(labels);
        own.replaceAll((key, value) -> changed.contains(key) ? value(String.valueOf(value)) : value);
        own.put(SLOT, track);
        return own;
    }

    private String value(String declared) {
        String end = "-" + track;
        int most = LONGEST - end.length();
        return (declared.length() > most ? declared.substring(0, most) : declared) + end;
    }

    /** A selector of a Deployment; expressions on a changed label would not select what they say. */
    Map<String, Object> selector(Manifest deployment) throws DeliveryException {
        for (Object expression : Fields.list(deployment.object(), "spec", "selector", "matchExpressions")) {
            if (changed.contains(Fields.text(expression, "key"))) {
                throw new DeliveryException(deployment.ref() + " selects its pods by an expression on "
                        + Fields.text(expression, "key") + ", so no second set can be made of it; use matchLabels");
            }
        }
        Map<String, Object> selector = new LinkedHashMap<>(Fields.map(deployment.object(), "spec", "selector"));
        selector.put("matchLabels", of(Fields.map(selector, "matchLabels")));
        return selector;
    }

    /** The labels that have another value, for people. */
    List<String> changed() {
        return new ArrayList<>(changed);
    }
}
