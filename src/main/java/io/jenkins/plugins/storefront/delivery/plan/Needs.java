package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether there will be what objects name. */
final class Needs {
    private final Outlook outlook;
    private final Collection<Problem> problems;

    Needs(Outlook outlook, Collection<Problem> problems) {
        this.outlook = outlook;
        this.problems = problems;
    }

    /** What is named, in the owner's namespace or of the whole cluster; null where there is none or this account may not look. */
    Map<String, Object> check(Manifest owner, Reference wanted) throws DeliveryException {
        String namespace = wanted.clusterWide() ? null : owner.namespace();
        Optional<List<Map<String, Object>>> all = outlook.all(wanted.apiVersion(), wanted.kind(), namespace);
        if (all.isEmpty()) {
            return null;
        }
        Map<String, Object> found = all.get().stream()
                .filter(one -> wanted.name().equals(Fields.text(one, "metadata", "name")))
                .findFirst()
                .orElse(null);
        if (found == null) {
            problems.add(new Problem(
                    !wanted.mayBeMissing(),
                    owner.ref().toString(),
                    wanted.by() + " need" + (wanted.by().endsWith("s") ? "" : "s") + " the " + wanted.kind() + " '"
                            + wanted.name() + "', which is neither in the manifests nor in the cluster"));
        } else if (wanted.key() != null
                && Stream.of("data", "stringData", "binaryData")
                        .noneMatch(part -> Fields.map(found, part).containsKey(wanted.key()))) {
            problems.add(Problem.error(
                    owner.ref(),
                    wanted.by() + " needs the key '" + wanted.key() + "' of the " + wanted.kind() + " '" + wanted.name()
                            + "', which does not have it"));
        }
        return found;
    }
}
