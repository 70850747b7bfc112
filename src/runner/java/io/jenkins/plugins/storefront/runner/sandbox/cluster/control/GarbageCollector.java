package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Key;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes objects whose owners are all gone (kubernetes.io/docs/concepts/architecture/garbage-collection). */
final class GarbageCollector implements Controller {
    @Override
    public void reconcile(Control control) {
        Set<String> uids = control.keys().stream()
                .map(key -> Objects.uid(control.get(key)))
                .collect(Collectors.toSet());
        for (Key key : control.keys()) {
            ObjectNode object = control.get(key);
            JsonNode owners = object.at("/metadata/ownerReferences");
            boolean orphan = !owners.isEmpty();
            for (JsonNode owner : owners) {
                orphan &= !uids.contains(owner.path("uid").asText());
            }
            if (orphan) {
                control.delete(object);
            }
        }
    }
}
